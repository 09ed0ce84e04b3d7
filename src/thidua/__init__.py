"""Emulation movements and commendation for Vietnamese hospitals and their unions."""
