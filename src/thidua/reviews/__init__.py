"""Interim and final reviews, drafted from data."""
