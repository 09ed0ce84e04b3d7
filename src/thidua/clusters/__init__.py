"""Clusters and blocks (cụm, khối thi đua): peers of one owner, term by term."""
