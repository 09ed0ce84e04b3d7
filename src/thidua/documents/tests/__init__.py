"""Tests of papers and files."""
