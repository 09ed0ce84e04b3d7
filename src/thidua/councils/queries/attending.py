"""The code on the wall by which members say that they are there, and who has said so."""

from django.utils.crypto import salted_hmac

from thidua.councils.models import Meeting

LENGTH = 20


def code_of(meeting: Meeting) -> str:
    """The meeting's own code: nobody can make it out from that of another meeting."""
    return salted_hmac("councils.arrive", str(meeting.pk), algorithm="sha256").hexdigest()[:LENGTH]


def arrived_at(meeting: Meeting) -> set[int]:
    """The people who have said that they are there."""
    return set(meeting.arrivals.values_list("person", flat=True))
