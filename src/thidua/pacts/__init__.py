"""Emulation pacts: parties, clauses, signing, the sealed document and what becomes of it."""
