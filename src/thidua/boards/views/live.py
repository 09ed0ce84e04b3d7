"""Boards as people see them: the list, phone and desk, the wall, and the part that polls."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from django_htmx.http import HttpResponseClientRefresh

from thidua.boards import permits, queries
from thidua.boards.views import looks
from thidua.boards.views.looks import Look, Shape
from thidua.boards.views.subjects import movement
from thidua.core import period
from thidua.core.permit import Reason, anyone
from thidua.orgs.pages import Paged, page
from thidua.orgs.permits import is_signed_in
from thidua.ui.columns import Column
from thidua.ui.lists import Empty, ListPage


class BoardList(Paged, ListPage):
    """Movements with a board that concern me, the newest first."""

    permit = is_signed_in
    title = _("Bảng thi đua")
    search_fields = ("folded",)
    row_url = "boards:board"
    columns = (
        Column("title", _("Phong trào"), sort=("title",)),
        Column("starts_on", _("Từ ngày"), kind="day", sort=("starts_on",), phone=False),
        Column("ends_on", _("Đến hết ngày"), kind="day", sort=("ends_on",)),
    )
    empty = Empty(
        _("Chưa có bảng thi đua nào"),
        _("Khi một phong trào được phát động đến đơn vị của bạn, bảng của phong trào hiện ở đây."),
        icon="chart-bar",
    )

    def get_rows(self) -> Any:
        return queries.visible_to(self.request.user)

    def get_state(self, total: int) -> Reason:
        return _("%(total)s bảng thi đua") % {"total": total}


def _look(request: HttpRequest, movement: Any, shape: Shape) -> Look:
    viewer = queries.viewer_of(request.user, movement, on=period.today())
    return Look(movement.pk, shape, request.user.pk or 0, viewer.paths, viewer.sees_all)


@require_safe
@page(permit=permits.sees_board, subject=movement)
def board(request: HttpRequest, movement: Any) -> HttpResponse:
    """Days left, one's own group, the first third, everyone's weeks; it goes on by itself."""
    look = _look(request, movement, "board")
    context = {
        **looks.context_of(look, looks.live_url(look), still="dung" in request.GET),
        "movement": movement,
        "watches": look.sees_all,
        "keeps": permits.keeps_board(request.user, movement) is None,
    }
    return render(request, "boards/board.html", context)


@require_safe
@page(permit=permits.sees_board, subject=movement)
def wall(request: HttpRequest, movement: Any) -> HttpResponse:
    """The same for a screen on the wall; shown to whoever passes, so nobody's eyes are favoured."""
    look = Look(movement.pk, "wall", request.user.pk or 0)
    context = {**looks.context_of(look, looks.live_url(look)), "movement": movement}
    return render(request, "boards/wall.html", context)


@require_safe
@page(permit=anyone)
def live(request: HttpRequest, pk: int) -> HttpResponse:
    """The part that polls: judged by the signed look for ten minutes, then by the permit again.

    Three queries in all: session, account, picture.
    """
    if not request.user.is_authenticated:
        return HttpResponseClientRefresh()
    look = looks.read(request.GET.get("nhin", ""))
    if look is not None and (look.movement, look.user) == (pk, request.user.pk):
        return looks.fragment(request, look, request.get_full_path())
    found = movement(request, pk)
    if found is None or permits.sees_board(request.user, found) is not None:
        return HttpResponseClientRefresh()
    look = _look(request, found, look.shape if look is not None else "board")
    return looks.fragment(request, look, looks.live_url(look))


@require_safe
@page(permit=anyone)
def screen(request: HttpRequest, code: str) -> HttpResponse:
    """The wall by its secret address, for a screen at which nobody signs in."""
    link = _link(code)
    look, url = Look(link.movement_id, "wall"), reverse("boards:screen_live", args=[code])
    context = {**looks.context_of(look, url), "movement": link.movement, "place": link.place}
    answer = render(request, "boards/wall.html", context)
    answer["Referrer-Policy"] = "no-referrer"
    answer["X-Robots-Tag"] = "noindex"
    return answer


@require_safe
@page(permit=anyone)
def screen_live(request: HttpRequest, code: str) -> HttpResponse:
    """The part of the wall that polls; a revoked address empties the screen."""
    link = queries.link_by_code(code)
    if link is None:
        return HttpResponseClientRefresh()
    return looks.fragment(request, Look(link.movement_id, "wall"), request.path)


def _link(code: str) -> Any:
    link = queries.link_by_code(code)
    if link is None:
        raise Http404
    return link
