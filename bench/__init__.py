"""Repeatable measurements, each beside a reference."""
