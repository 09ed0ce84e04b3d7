"""Plays scenarios through HTTP as the people in them, from files of facts."""
