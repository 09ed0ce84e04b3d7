"""What councils print: minutes of a session, the ballot paper, the card of a candidate."""

from thidua.councils.papers import ballot, cards, counting, minutes

__all__ = ["ballot", "cards", "counting", "minutes"]
