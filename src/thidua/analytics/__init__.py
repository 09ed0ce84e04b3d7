"""Statutory tables and figures over the registry; reads, never writes."""
