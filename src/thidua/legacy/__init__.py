"""Registers of past years from Excel and Word, matched and taken into the registry of honours."""
