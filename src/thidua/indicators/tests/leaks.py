"""What of indicators, sets, targets and reports may reach whom."""

from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from tests.leaks.planted import Planted, secret
from tests.leaks.roles import WATCHERS

from thidua.indicators import actions, queries
from thidua.indicators.actions.reporting import Given
from thidua.indicators.models import Entry, IndicatorSet, Portion, Workbook
from thidua.indicators.queries import Slot
from thidua.indicators.rules import Goal
from thidua.indicators.worksheets import write_form


def brought(officer: Any, of_set: IndicatorSet) -> Workbook:
    """A form that came back empty, and two units more that it is said to name."""
    slot = Slot(of_set, "year", *queries.slots_of(of_set, "year")[0])
    content = write_form(actions.form_for(officer, slot))
    file = SimpleUploadedFile("bao-cao.xlsx", content)
    workbook = actions.bring_workbook(actor=officer, of_set=of_set, file=file)
    Portion.objects.bulk_create(
        Portion(workbook=workbook, title=f"Đơn vị {n}", state="faulty",
                problems=[["Tổ", f"G{n}", "Chưa có số liệu."]])
        for n in range(5, 7)
    )  # fmt: skip
    return workbook


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
    workbook = brought(officer, opened)
    return Planted(
        objects={
            "<int:pk>": [each.pk for each in indicators],
            "bo/<int:pk>": [each.pk for each in sets],
            "bo/moi/<int:movement>": [movement.pk],
            "bo/<int:pk>/tu-chon/<int:unit>": [(opened.pk, here.group.pk)],
            "bo/<int:pk>/cam-ket/<int:target>/<int:unit>": [(opened.pk, target.pk, here.group.pk)],
            "bo/<int:pk>/tong-hop/<int:indicator>": [
                (opened.pk, each.pk) for each in indicators[:2]
            ],
            "bo/<int:pk>/tong-hop/tep/<str:ext>": [(opened.pk, "pdf"), (opened.pk, "xlsx")],
            "buoc/<int:pk>": [batch.pk],
            "bao-cao/<int:pk>": [report.pk],
            "excel/<int:pk>": [workbook.pk],
            "bao-cao/so-lieu/<int:pk>": [entry.pk],
        },
        questions={
            "bo/<int:pk>/bang/": ["?tep=xlsx"],
            "bo/<int:pk>/tong-hop/<int:indicator>/": ["?tep=xlsx"],
        },
        secrets=[
            secret(draft, "title", WATCHERS),
            secret(target, "note", WATCHERS | {"head", "author", "member"}),
            secret(batch, "title", frozenset({"officer"})),
            secret(workbook, "name", frozenset({"officer"})),
            secret(workbook.portions.latest("pk"), "title", frozenset({"officer"})),
            secret(entry, "note", WATCHERS | {"head", "author", "member"}),
        ],
    )
