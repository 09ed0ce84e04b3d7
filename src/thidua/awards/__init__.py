"""Rounds, dossiers, decisions, letters and the registry of honours."""
