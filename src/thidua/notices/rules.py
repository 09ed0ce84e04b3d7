"""When a person may be rung: quiet hours over midnight, rest after a shift, one mail a day."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from thidua.notices.states import Wait


@dataclass(frozen=True)
class Hours:
    """When somebody rests: from a time of day to another, the first included and the last not.

    The same time twice means no quiet hours at all.
    """

    quiet_from: time
    quiet_until: time
    rests_until: datetime | None = None
    digest_at: time | None = None

    def is_quiet(self, moment: datetime) -> bool:
        """Whether the moment (by the clock of the place) lies in the quiet hours."""
        at, start, end = moment.time(), self.quiet_from, self.quiet_until
        if start <= end:
            return start <= at < end
        return at >= start or at < end


def send_at(now: datetime, hours: Hours) -> tuple[datetime, Wait]:
    """The first moment from `now` on at which to send, and what is waited for.

    `now` is in the place's own zone, which has no summer time.
    """
    moment, why = now, Wait.NOTHING
    if hours.digest_at is not None:
        moment, why = _next(now, hours.digest_at), Wait.DIGEST
    if hours.rests_until is not None and hours.rests_until > moment:
        moment, why = hours.rests_until.astimezone(now.tzinfo), Wait.REST
    if hours.is_quiet(moment):
        moment, why = _next(moment, hours.quiet_until), Wait.QUIET
    return moment, why


def _next(moment: datetime, at: time) -> datetime:
    """The next time that the clock shows `at`, `moment` itself included."""
    found = moment.replace(hour=at.hour, minute=at.minute, second=0, microsecond=0)
    return found if found >= moment else found + timedelta(days=1)
