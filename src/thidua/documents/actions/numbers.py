"""Numbers of papers: typed from a clerk's register, or the next of the unit's own book.

The row of a series is the last that an act locks before its own end: who asks meanwhile waits,
and a number of an act that fails is given to the next.
"""

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core import period
from thidua.core.action import action, note
from thidua.core.permit import Refused
from thidua.documents import permits, queries
from thidua.documents.models import NumberBook, Paper, Series
from thidua.documents.retention import retention as usual_retention
from thidua.documents.states import Retention


class NumberTaken(Refused):
    """Another paper of the same register and year holds the number."""


def give_number(
    paper: Paper, *, number: int | None, dated_on: date, own: bool | None = None
) -> None:
    """Store number and day, once per issuer, symbol and year; a later day is refused.

    Where the unit keeps its own book (or `own` says so) the number is the next of its series.
    """
    if number is not None and number < 1:
        raise Refused(_("Số văn bản bắt đầu từ 01."))
    if dated_on > period.today():
        raise Refused(_("Ngày văn bản chưa đến."))
    if queries.keeps_own_book(paper.issuer) if own is None else own:
        number = _next(paper, number, dated_on)
    if number is None:
        raise Refused(_("Ghi số lấy từ sổ của văn thư."))
    holder = queries.holder_of_number(paper.issuer, paper.symbol, dated_on.year, number)
    paper.number, paper.dated_on, paper.year = number, dated_on, dated_on.year
    paper.retention = paper.retention or usual_retention(dated_on) or ""
    taken = _("Số %(reference)s năm %(year)d đã cấp cho văn bản khác trong sổ.") % {
        "reference": paper.reference,
        "year": paper.year,
    }
    if holder is not None and holder.pk != paper.pk:
        raise NumberTaken(taken)
    try:
        with transaction.atomic():
            paper.save()
    except IntegrityError as error:  # somebody else entered it in the same moment
        raise NumberTaken(taken) from error


def _next(paper: Paper, typed: int | None, dated_on: date) -> int:
    """The next number of the series, held until the act ends; from 01 on each 1 January."""
    where = paper.issuer, paper.symbol, dated_on.year
    # What a clerk gave earlier in the year, or papers older than the book, count as given.
    before = queries.next_number(*where) - 1
    wanted = dict(zip(("issuer", "symbol", "year"), where, strict=True))
    Series.objects.bulk_create([Series(**wanted, last=before)], ignore_conflicts=True)
    series = Series.objects.select_for_update().get(**wanted)
    due = series.last + 1
    if typed not in {None, due}:
        raise Refused(
            _("Đơn vị lấy số từ sổ trong phần mềm: số tiếp theo là %(number)02d.") % {"number": due}
        )
    series.last = due
    series.save()
    return due


@action(
    "documents.book.choose",
    gettext_lazy("Chọn sổ cấp số văn bản"),
    on="issuer",
    permit=permits.keeps_papers,
)
def choose_book(*, actor: Any, issuer: Any, own: bool, on: date) -> Any:
    """Whether numbers come from the product's book of this unit or from its clerk's register."""
    if queries.keeps_own_book(issuer) == own:
        raise Refused(
            _("Đơn vị đã lấy số từ sổ trong phần mềm.")
            if own
            else _("Đơn vị đã lấy số từ sổ của văn thư.")
        )
    if own:
        NumberBook.objects.create(issuer=issuer, since=on)
    else:
        NumberBook.objects.filter(issuer=issuer).delete()
    note(own_book=own, on=on)
    return issuer


@action(
    "documents.paper.keep",
    gettext_lazy("Chọn thời hạn bảo quản văn bản"),
    on="paper",
    permit=permits.keeps_papers,
)
def keep_paper(*, actor: Any, paper: Paper, retention: Retention | str) -> Paper:
    """For how long the paper is kept, where it is not the usual term."""
    if paper.retention == retention:
        raise Refused(_("Văn bản đã xếp thời hạn này."))
    paper.retention = Retention(retention)
    paper.save()
    return paper
