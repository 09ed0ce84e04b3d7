"""Signed packages that carry dossiers, reports and decisions between installations."""
