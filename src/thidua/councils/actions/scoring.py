"""Score sheets by regulation; members score, each for themselves, until the secretary closes."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core import period
from thidua.core.action import action, note, tabulate
from thidua.core.permit import Refused
from thidua.councils import permits, queries
from thidua.councils.models import (
    Case,
    Council,
    Criterion,
    Meeting,
    Score,
    ScoreCard,
    ScoreSheet,
    Scoring,
)
from thidua.councils.rules import Average, Outliers
from thidua.councils.states import (
    SCORING,
    AverageKind,
    CaseState,
    MeetingState,
    OutlierKind,
    ScoringState,
)


@action(
    "councils.sheet.set",
    gettext_lazy("Ban hành phiếu chấm điểm"),
    on="council",
    permit=permits.is_officer,
)
def set_score_sheet(
    *,
    actor: Any,
    council: Council,
    name: str,
    valid_from: date,
    criteria: Sequence[tuple[str, Decimal, Decimal]],
    topic: str = "",
    regulation: str = "",
    regulation_on: date | None = None,
    average: Average | None = None,
    outliers: Outliers | None = None,
) -> ScoreSheet:
    """Weighted criteria (text, weight, maximum) for a topic from a day; an older sheet stays.

    Scores count only by a regulation named by number and day.
    """
    average, outliers = average or Average(), outliers or Outliers()
    if not regulation.strip() or regulation_on is None:
        raise Refused(_("Phiếu chấm điểm cần ghi số và ngày của quy chế ban hành."))
    if not criteria:
        raise Refused(_("Phiếu chấm điểm chưa có tiêu chí nào."))
    if any(weight <= 0 or maximum <= 0 for _text, weight, maximum in criteria):
        raise Refused(_("Hệ số và điểm tối đa của mỗi tiêu chí phải lớn hơn 0."))
    if (average.kind == AverageKind.TRIMMED) != (average.trim > 0):
        raise Refused(_("Ghi số điểm cao nhất, thấp nhất bị bỏ khi tính trung bình như vậy."))
    if (outliers.kind != OutlierKind.NONE) != (outliers.limit > 0):
        raise Refused(_("Ghi mức lệch từ đó điểm được coi là khác biệt."))
    if council.score_sheets.filter(topic=topic, valid_from=valid_from).exists():
        raise Refused(_("Đã có phiếu chấm điểm áp dụng từ ngày này."))
    sheet = ScoreSheet.objects.create(
        council=council, topic=topic, name=name, valid_from=valid_from,
        regulation=regulation.strip(), regulation_on=regulation_on,
        average=average.kind, trim=average.trim, outliers=outliers.kind, limit=outliers.limit,
    )  # fmt: skip
    Criterion.objects.bulk_create(
        Criterion(sheet=sheet, order=order, text=text, weight=weight, maximum=maximum)
        for order, (text, weight, maximum) in enumerate(criteria, 1)
    )
    return sheet


@action(
    "councils.scoring.open",
    gettext_lazy("Mở chấm điểm"),
    on="meeting",
    permit=permits.is_secretary,
)
def open_scoring(*, actor: Any, meeting: Meeting, cases: Sequence[Case]) -> Meeting:
    """Let those present score cases of one topic by the sheet in force on that day."""
    if meeting.state != MeetingState.OPEN:
        raise Refused(_("Phiên họp chưa khai mạc hoặc đã bế mạc."))
    rows = list(meeting.cases.filter(pk__in=[case.pk for case in cases]).order_by("order", "pk"))
    if not rows or any(case.state != CaseState.SCHEDULED for case in rows):
        raise Refused(_("Chỉ chấm điểm nội dung trong chương trình và chưa biểu quyết."))
    if Scoring.objects.filter(case__in=rows).exists():
        raise Refused(_("Nội dung này đã được mở chấm điểm."))
    for topic in dict.fromkeys(case.topic for case in rows):
        sheet = queries.sheet_for(meeting.council, topic, on=meeting.held_on)
        if sheet is None:
            raise Refused(
                _("Hội đồng chưa có phiếu chấm điểm cho %(topic)s áp dụng ngày này.")
                % {"topic": queries.topic_name(topic)}
            )
        Scoring.objects.bulk_create(
            Scoring(case=case, sheet=sheet) for case in rows if case.topic == topic
        )
    tabulate([[case.pk] for case in rows])
    return meeting


@action(
    "councils.scoring.score",
    gettext_lazy("Chấm điểm"),
    on="meeting",
    permit=permits.scores,
)
def record_scores(
    *,
    actor: Any,
    meeting: Meeting,
    points: Mapping[int, Mapping[int, Decimal]],
    hand_in: bool = False,
    draft: bool = False,
) -> Meeting:
    """Keep one's own points by scoring and criterion; handed in, they count.

    Refuses cases that are not open to the actor, points beyond the maximum, and handing in with
    a criterion missing: nought is a score, nothing is not. What was handed in may be changed
    until it is closed, and counts again when it is handed in again; when the last has handed in,
    it closes by itself. As a `draft`, what was handed in stays as it is.
    """
    presence = queries.presence_of(actor, meeting)
    assert presence is not None  # by the permit
    scorings = {each.pk: each for each in queries.own_scores(actor, meeting)}
    if set(points) - set(scorings):
        raise Refused(_("Có nội dung không còn mở để bạn chấm; mở lại trang rồi chấm."))
    for key, given in points.items():
        _insist_on_points(scorings[key], given, complete=hand_in)
    person, now = presence.sitter, period.now()
    kept = queries.points_of(person, list(scorings.values()))
    # Read under the lock: a draft sent before the member handed in may come after it.
    settled = queries.handed_in(person, list(scorings.values())) if draft else set()
    written = [
        key for key, given in points.items()
        if key not in settled and (hand_in or given != kept[key])
    ]  # fmt: skip
    for key in written:
        card, _made = ScoreCard.objects.update_or_create(
            scoring=scorings[key], seat=presence.seat, defaults={"person": person},
            create_defaults={"person": person},
        )  # fmt: skip
        card.handed_in_at = now if hand_in else None
        card.save(update_fields=["handed_in_at"])
        card.scores.all().delete()
        Score.objects.bulk_create(
            Score(card=card, criterion_id=criterion, points=each)
            for criterion, each in points[key].items()
        )
    # The trail tells that somebody has scored, never what.
    note(cards=len(written), handed_in=hand_in)
    if hand_in:
        _close_complete(meeting, [scorings[key] for key in points])
    return meeting


@action(
    "councils.scoring.close",
    gettext_lazy("Chốt điểm"),
    on="meeting",
    permit=permits.is_secretary,
)
def close_scoring(*, actor: Any, meeting: Meeting, cases: Sequence[Case]) -> Meeting:
    """End the scoring of cases although somebody has not handed in; from now on it is read."""
    rows = Scoring.objects.filter(case__meeting=meeting, case__in=[case.pk for case in cases])
    open_ones = list(rows.filter(state=ScoringState.OPEN).order_by("pk"))
    if not open_ones:
        raise Refused(_("Không có nội dung nào đang chấm điểm."))
    for scoring in open_ones:
        _close(scoring)
    tabulate([[scoring.case_id] for scoring in open_ones])
    return meeting


def _close(scoring: Scoring) -> None:
    SCORING.move(scoring, "close")
    scoring.save(update_fields=["state"])


def _close_complete(meeting: Meeting, scorings: Sequence[Scoring]) -> None:
    for standing in queries.standings(meeting, scorings):
        if not standing.missing:
            _close(standing.scoring)


def _insist_on_points(scoring: Scoring, given: Mapping[int, Decimal], *, complete: bool) -> None:
    criteria = {each.pk: each for each in scoring.sheet.criteria.all()}
    if set(given) - set(criteria):
        raise Refused(_("Phiếu chấm điểm vừa thay đổi; mở lại trang rồi chấm."))
    for key, points in given.items():
        if not 0 <= points <= criteria[key].maximum:
            raise Refused(
                _("«%(criterion)s»: điểm từ 0 đến %(maximum)s.")
                % {"criterion": criteria[key], "maximum": f"{criteria[key].maximum:n}"}
            )
    if complete and set(given) != set(criteria):
        raise Refused(
            _("«%(title)s»: còn tiêu chí chưa chấm. Điểm 0 phải ghi là 0.")
            % {"title": scoring.case.title}
        )
