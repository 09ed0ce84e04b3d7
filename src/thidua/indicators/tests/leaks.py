"""What of indicators, sets, targets and reports may reach whom."""

from decimal import Decimal
from typing import Any

from tests.leaks.planted import Planted, secret
from tests.leaks.roles import WATCHERS

from thidua.indicators import actions
from thidua.indicators.actions.reporting import Given
from thidua.indicators.models import Entry, IndicatorSet
from thidua.indicators.rules import Goal


def planted(here: Any) -> Planted:
    officer, movement = here.user("canbo"), here.movement
    start, end = movement.starts_on, movement.ends_on
    facts = {"name": "Sáng kiến của tổ", "counted_in": "sáng kiến", "shape": "number",
             "adds": "sum"}  # fmt: skip
    of_unit = movement.unit
    indicators = [
        actions.define(
            actor=officer, unit=of_unit, code=f"SK.{n}", facts=facts, valid_from=start
        ) for n in range(3)
    ]  # fmt: skip
    sets = [
        actions.create_set(
            actor=officer, movement=movement, title=f"Bộ {n}", starts_on=start, ends_on=end
        ) for n in range(3)
    ]  # fmt: skip
    opened = sets[0]
    actions.fill_set(actor=officer, of_set=opened, indicators=indicators[:2])
    batch = actions.assign(
        actor=officer, of_set=opened, units=[here.group], indicators=indicators[:2], since=start
    )
    target = actions.set_target(
        actor=officer, of_set=opened, indicator=indicators[0], unit=of_unit, reach="each",
        goal=Goal(relation="at_least", low=Decimal(2)), starts_on=start, ends_on=end,
    )  # fmt: skip
    opened = actions.open_set(actor=officer, of_set=opened)
    draft = IndicatorSet.objects.get(pk=sets[1].pk)
    head = here.head.user
    report = actions.open_report(
        actor=head, unit=here.group, of_set=opened, frequency="year", starts_on=start
    )
    said = {each.pk: Given(numerator=Decimal(3)) for each in indicators[:2]}
    actions.save_entries(actor=head, report=report, given=said)
    report = actions.send_report(actor=head, report=report)
    actions.accept_reports(actor=officer, reports=[report])
    more = sets[2]
    actions.fill_set(actor=officer, of_set=more, indicators=indicators[2:])
    actions.assign(
        actor=officer, of_set=more, units=[here.group], indicators=indicators[2:], since=start
    )
    more = actions.open_set(actor=officer, of_set=more)
    actions.open_report(actor=head, unit=here.group, of_set=more, frequency="year", starts_on=start)
    entry = Entry.objects.filter(report=report).order_by("pk")[0]
    return Planted(
        objects={
            "<int:pk>": [each.pk for each in indicators],
            "bo/<int:pk>": [each.pk for each in sets],
            "bo/moi/<int:movement>": [movement.pk],
            "bo/<int:pk>/tu-chon/<int:unit>": [(opened.pk, here.group.pk)],
            "bo/<int:pk>/cam-ket/<int:target>/<int:unit>": [(opened.pk, target.pk, here.group.pk)],
            "buoc/<int:pk>": [batch.pk],
            "bao-cao/<int:pk>": [report.pk],
            "bao-cao/so-lieu/<int:pk>": [entry.pk],
        },
        secrets=[
            secret(draft, "title", WATCHERS),
            secret(target, "note", WATCHERS | {"head", "author", "member"}),
            secret(batch, "title", frozenset({"officer"})),
            secret(entry, "note", WATCHERS | {"head", "author", "member"}),
        ],
    )
