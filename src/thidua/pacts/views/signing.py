"""Signing on one's own phone, and following who has not signed."""

from typing import Any

import django_filters as filters
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from thidua.core import period
from thidua.core.permit import Reason
from thidua.orgs.pages import Paged, attempt, page
from thidua.pacts import actions, permits, queries, wording
from thidua.pacts.forms import SecretForm
from thidua.pacts.models import Clause, Pact, Party
from thidua.pacts.states import PACT, PactState, PartyRole
from thidua.pacts.views.subjects import FORM_METHODS, the_pact
from thidua.ui.columns import Column
from thidua.ui.lists import BulkAction, Empty, ListPage


@sensitive_post_parameters("secret")
@require_http_methods(FORM_METHODS)
@page(permit=permits.reads_pact, subject=the_pact)
def sign(request: HttpRequest, pact: Pact) -> HttpResponse:
    """Read what is promised, type the secret again, sign: for one's own unit or for another."""
    parties = queries.parties_of(pact)
    mine = [(p, c) for p in parties if (c := queries.signing_as(request.user, p)) is not None]
    waiting = [(p, c) for p, c in mine if p.signed_at is None]
    asked = request.GET.get("ben", "")
    chosen = next((each for each in waiting if str(each[0].pk) == asked), None)
    if chosen is None and waiting:
        chosen = waiting[0]
    form = SecretForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and chosen is not None and form.is_valid():
        party = chosen[0]
        done = attempt(
            request,
            lambda: actions.sign_pact(
                actor=request.user, pact=pact, party=party, on=period.today(),
                secret=form.cleaned_data["secret"],
            ),
        )  # fmt: skip
        if done is not None:
            messages.success(request, _("Bạn đã ký giao ước cho %(unit)s.") % {"unit": party})
            return redirect("pacts:sign", pact.pk)
        form = SecretForm()
    context = {
        "pact": pact,
        "reason": PACT.refusal(pact, "seal") if pact.state != PactState.SEALED else None,
        "chosen": chosen,
        "others": [p for p, _c in waiting if chosen is None or p.pk != chosen[0].pk],
        "done": [p for p, _c in mine if p.signed_at is not None],
        "form": form,
        "clauses": _asked_of(chosen[0], pact) if chosen else [],
        "titles": wording.names_of(chosen[0].titles) if chosen else "",
    }
    return render(request, "pacts/sign.html", context)


def _asked_of(party: Party, pact: Pact) -> list[tuple[Clause, bool, str]]:
    """Each clause: whether it binds the party, and by which target; a witness reads them all."""
    found = []
    for clause in queries.clauses_of(pact):
        share = queries.share_of(clause, party)
        reads = share.is_bound or party.role == PartyRole.WITNESS
        found.append((clause, reads, wording.target_of(clause, share.target)))
    return found


def _remind(actor: Any, rows: Any) -> str:
    count = actions.remind_signers(actor=actor, parties=list(rows), on=period.today())
    if not count:
        return _("Hôm nay các bên này đã được nhắc hoặc chưa có ai để nhắc.")
    return ngettext("Đã nhắc %(n)s bên.", "Đã nhắc %(n)s bên.", count) % {"n": count}


def _refuse(actor: Any, row: Party) -> Reason | None:
    if row.signed_at is not None:
        return _("Đã ký.")
    if not queries.recipients_of(row, on=period.today()):
        return _("Chưa có người ký có tài khoản để nhắc.")
    return None


def _effect(actor: Any, row: Party) -> str:
    names = queries.expected_names([row], on=period.today())
    return _("%(who)s nhận một thông báo.") % {"who": names[row.pk] or _("Người được giao")}


def _standing(row: Party) -> tuple[str, Reason]:
    if row.signed_at is not None:
        return "pass", _("Đã ký")
    if row.awaits_second:
        return "hold", _("Chờ xác nhận")
    return "work", _("Chưa ký")


class PartyFilter(filters.FilterSet):  # type: ignore[misc] # django-filter has no types
    """By pact, and whether the signature is wanting."""

    pact = filters.ChoiceFilter(label=gettext_lazy("Giao ước"), field_name="pact")
    standing = filters.ChoiceFilter(
        label=gettext_lazy("Trạng thái"), method="by_standing",
        choices=[("unsigned", gettext_lazy("Chưa ký")), ("signed", gettext_lazy("Đã ký"))],
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pairs = self.queryset.order_by("pact").values_list("pact", "pact__title").distinct()
        self.filters["pact"].extra["choices"] = list(pairs)

    def by_standing(self, rows: Any, _name: str, standing: str) -> Any:
        return rows.filter(signed_at__isnull=standing == "unsigned")


class FollowUp(Paged, ListPage):
    """Who has signed and who has not, in all open pacts of mine; many are reminded at once."""

    permit = permits.keeps_some_pacts
    title = gettext_lazy("Theo dõi ký giao ước")
    template_name = "pacts/follow_up.html"
    search_fields = ("unit__folded", "pact__folded")
    search_hint = gettext_lazy("Tìm đơn vị, giao ước, không cần dấu")
    filterset_class = PartyFilter
    export_name = "theo-doi-ky-giao-uoc"
    columns = (
        Column("unit", gettext_lazy("Bên ký"), sort=("unit__sort_key",)),
        Column("pact", gettext_lazy("Giao ước"), value="pact.title", sort=("pact__title",)),
        Column("role", gettext_lazy("Vai trò"), value="get_role_display", phone=False),
        Column(
            "signer_name", gettext_lazy("Người ký"), phone=False,
            value=lambda row: row.signer_name or (row.signer.full_name if row.signer else None),
            absent=gettext_lazy("người đứng đầu"),
        ),
        Column("sign_by", gettext_lazy("Hạn ký"), value="pact.sign_by", kind="deadline",
               sort=("pact__sign_by",)),
        Column("standing", gettext_lazy("Trạng thái"), kind="status", value=_standing),
        Column("signed_at", gettext_lazy("Ký lúc"), kind="when", sort=("signed_at",),
               absent=gettext_lazy("chưa ký"), phone=False),
    )  # fmt: skip
    bulk_actions = (
        BulkAction(
            "remind", gettext_lazy("Nhắc ký"), act=_remind, effect=_effect, refuse=_refuse,
            icon="bell",
        ),
    )  # fmt: skip
    empty = Empty(
        gettext_lazy("Không có giao ước nào đang lấy chữ ký"),
        gettext_lazy("Khi giao ước được mở lấy chữ ký, các bên hiện ở đây đến khi niêm phong."),
        icon="writing-sign",
    )

    def get_rows(self) -> Any:
        return queries.parties_to_follow(self.request.user)

    def get_state(self, total: int) -> str:
        return _("%(wanting)s bên chưa ký trong các giao ước đang lấy chữ ký.") % {
            "wanting": self.wanting
        }

    def get_context(self) -> dict[str, Any]:
        return {"wanting": self.wanting, "remind_url": f"{self.request.path}?standing=unsigned"}

    @cached_property
    def wanting(self) -> int:
        """How many signatures are wanting in all that the officer follows."""
        return int(self.get_rows().filter(signed_at=None).count())
