"""The officer's desk: the table behind the board, reminders, settings, screens."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from thidua.boards import actions, permits, queries, rules, wording
from thidua.boards.forms import BoardForm, PlaceForm
from thidua.boards.views.subjects import FORM_METHODS, link, movement
from thidua.core import period
from thidua.movements import queries as movements
from thidua.notices import queries as notices
from thidua.orgs.pages import attempt, page


@require_safe
@page(permit=permits.watches_board, subject=movement)
def desk(request: HttpRequest, movement: Any) -> HttpResponse:
    """Every group with every figure, who is due, who was reminded, and what mail still waits."""
    today = period.today()
    body = actions.refresh(movement.pk, on=today, at_once=True).body
    rows = queries.rows_for(body, queries.Viewer(sees_all=True))
    before = queries.reminded(movement, on=today)
    monday = rules.monday_of(today)
    keys = {unit: actions.reminder_key(movement, unit, monday) for unit in before}
    mail = notices.mail_of(keys.values())
    context = {
        "movement": movement,
        "body": body,
        "lines": [
            (row, before.get(row.unit), _waiting(mail.get(keys.get(row.unit, ""), [])))
            for row in rows
        ],
        "owing": [row.unit for row in rows if row.week == "owing"],
        "measures": [(name, wording.label_of(name)) for name in body["measures"]],
        "ranking": wording.ranking_rule(body["criteria"]),
        "tones": wording.TONES,
        "board": queries.board_of(movement),
        "links": queries.links_of(movement),
        "place_form": PlaceForm(),
        "keep_reason": permits.keeps_board(request.user, movement),
        "mail_is_set_up": notices.mail_is_set_up(),
    }
    return render(request, "boards/desk.html", context)


def _waiting(mail: list[Any]) -> list[str]:
    """What the mail of a reminder waits for, for the officer to read."""
    return [
        _("thư %(why)s, %(time)s ngày %(day)s")
        % {
            "why": each.get_why_display(),
            "time": f"{each.due_at.astimezone(period.HANOI):%H:%M}",
            "day": f"{each.due_at.astimezone(period.HANOI):%d/%m/%Y}",
        }
        for each in mail
        if each.sent_at is None
    ]


@require_POST
@page(permit=permits.keeps_board, subject=movement)
def remind(request: HttpRequest, movement: Any) -> HttpResponse:
    """Whom a reminder touches and who is left out, with the reason; then remind."""
    today = period.today()
    picked = {
        int(key)
        for given in request.POST.getlist("pick")
        for key in given.split(",")
        if key.isdigit()
    }
    back = redirect("boards:desk", pk=movement.pk)
    if not picked:
        messages.error(request, _("Chưa đánh dấu tổ nào."))
        return back
    if "confirm" in request.POST:
        done = attempt(
            request,
            lambda: actions.remind(actor=request.user, movement=movement, on=today, units=picked),
        )
        if done is not None:
            said = ngettext("Đã nhắc %(count)s tổ.", "Đã nhắc %(count)s tổ.", len(done.told))
            messages.success(request, said % {"count": len(done.told)})
        return back
    touched, left_out = _judged(movement, picked, on=today)
    context = {
        "movement": movement, "touched": touched, "left_out": left_out,
        "keys": ",".join(str(each.unit.pk) for each, _heads, _owes in touched),
    }  # fmt: skip
    return render(request, "boards/remind.html", context)


def _judged(movement: Any, picked: set[int], *, on: Any) -> tuple[list[Any], list[Any]]:
    """The picked groups that will be reminded, and the others with the reason."""
    owing = {each.unit.pk: each for each in queries.owing_now(movement, on=on)}
    before = queries.reminded(movement, on=on)
    units = [unit for unit in movements.units_in_scope(movement) if unit.pk in picked]
    headless = {unit.pk for unit in movements.headless(units, on=on)}
    touched: list[Any] = []
    left_out: list[Any] = []
    for unit in units:
        if unit.pk not in owing:
            left_out.append((unit, _("Tuần này không đến lượt, hoặc đã nộp đủ.")))
        elif unit.pk in before:
            left_out.append((unit, _("Tuần này đã nhắc rồi; mỗi tuần nhắc một lần.")))
        elif unit.pk in headless:
            left_out.append((unit, _("Chưa có người phụ trách để nhắc.")))
        else:
            heads = len(movements.heads_of([unit], on=on))
            touched.append((owing[unit.pk], heads, wording.owes(owing[unit.pk])))
    return touched, left_out


@require_http_methods(FORM_METHODS)
@page(permit=permits.keeps_board, subject=movement)
def settings(request: HttpRequest, movement: Any) -> HttpResponse:
    """By what the board ranks, what it hides, when it reminds."""
    form = BoardForm(request.POST or None, board=queries.board_of(movement))
    if request.method == "POST" and form.is_valid():
        facts = form.facts()
        if attempt(
            request, lambda: actions.set_board(actor=request.user, movement=movement, facts=facts)
        ):
            messages.success(request, _("Đã lưu cách tính và cách nhắc của bảng."))
            return redirect("boards:desk", pk=movement.pk)
    return render(request, "boards/settings.html", {"form": form, "movement": movement})


@require_POST
@page(permit=permits.keeps_board, subject=movement)
def make_link(request: HttpRequest, movement: Any) -> HttpResponse:
    """A new address for a screen, shown this once."""
    form = PlaceForm(request.POST)
    place = form.cleaned_data["place"] if form.is_valid() else ""
    made = attempt(
        request, lambda: actions.make_link(actor=request.user, movement=movement, place=place)
    )
    if made is None:
        return redirect("boards:desk", pk=movement.pk)
    found, code = made
    url = request.build_absolute_uri(reverse("boards:screen", args=[code]))
    context = {"movement": movement, "link": found, "url": url}
    return render(request, "boards/link.html", context)


@require_POST
@page(permit=permits.keeps_part_of_board, subject=link)
def revoke_link(request: HttpRequest, link: Any) -> HttpResponse:
    """Close a screen's address."""
    if attempt(request, lambda: actions.revoke_link(actor=request.user, link=link)):
        messages.success(
            request, _("Đã thu hồi đường dẫn của màn hình «%(place)s».") % {"place": link}
        )
    return redirect("boards:desk", pk=link.movement_id)
