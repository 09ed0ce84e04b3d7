"""Initiatives and solved difficulties, from entry to verification."""
