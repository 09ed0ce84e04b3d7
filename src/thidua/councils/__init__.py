"""Councils, meetings, cases, votes and minutes."""
