"""Emulation movements, their launch and registration."""
