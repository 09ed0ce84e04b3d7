"""What councils print: the minutes of a session, and the card of a candidate."""

from thidua.councils.papers import cards, minutes

__all__ = ["cards", "minutes"]
