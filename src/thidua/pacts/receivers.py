"""What pacts answer to the shell: asks, offers, search, one's own, readers, public faces."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core.capability import (
    ASKS,
    FACES,
    MINE,
    OFFERS,
    PERSONAL,
    SEALS,
    SEARCH,
    Ask,
    Hit,
    Offer,
    Own,
    Section,
)
from thidua.core.merge import MERGES, Rows
from thidua.core.permit import Reason
from thidua.documents.permits import READERS
from thidua.movements.outcomes import CLOSING, Ending
from thidua.pacts import permits, queries, wording
from thidua.pacts.states import PactState


@ASKS.register("pacts")
def asks(actor: Any, *, on: date) -> list[Ask]:
    """Heads sign; a second person confirms scans; officers close what is due."""
    sign = [
        Ask(
            _("Ký giao ước: %(unit)s") % {"unit": party},
            f"{reverse('pacts:sign', args=[party.pact_id])}?ben={party.pk}",
            party.pact.sign_by or party.pact.held_on,
            detail=party.pact.title,
        )
        for party in queries.to_sign(actor, on=on)
    ]
    confirm = [
        Ask(
            _("Xác nhận chữ ký trên bản quét"),
            reverse("pacts:confirm_sheet", args=[sheet.pk]),
            sheet.pact.sign_by,
            detail=sheet.pact.title,
        )
        for sheet in queries.sheets_to_confirm(actor, on=on)
    ]
    close = [
        Ask(
            _("Niêm phong giao ước: %(signed)s/%(places)s bên đã ký")
            % {"signed": pact.signed, "places": pact.places},
            reverse("pacts:close", args=[pact.pk]),
            pact.sign_by,
            detail=pact.title,
        )
        for pact in queries.to_seal(actor, on=on)
    ]
    return sign + confirm + close


@MINE.register("pacts")
def mine(actor: Any, *, on: date) -> list[Section]:
    """The pacts that the actor has signed."""
    rows = [
        Own(
            party.pact.title,
            reverse("pacts:detail", args=[party.pact_id]),
            party.pact.get_state_display(),
            wording.TONES[party.pact.state],
            _("Ký cho %(unit)s ngày %(day)s")
            % {"unit": party, "day": wording.day_of(party.signed_at)},
        )
        for party in queries.own_signatures(actor)
    ]
    return [Section(_("Giao ước tôi đã ký"), rows)]


@OFFERS.register("pacts")
def offers(actor: Any, subject: Any, *, on: date) -> list[Offer]:
    """Draw up a pact on a movement's page."""
    if subject._meta.label_lower != "movements.movement" or subject.state == "closed":
        return []
    if permits.keeps_pact(actor, subject) is not None:
        return []
    return [Offer(_("Lập giao ước"), f"{reverse('pacts:create')}?phong-trao={subject.pk}")]


@SEARCH.register("pacts")
def search(actor: Any, folded: str, *, limit: int) -> list[Hit]:
    """Visible pacts by name."""
    found = queries.holding_words(queries.visible_to(actor), folded)[:limit]
    return [
        Hit(
            pact.title,
            reverse("pacts:detail", args=[pact.pk]),
            gettext_lazy("Giao ước thi đua"),
            str(pact.get_state_display()),
        )
        for pact in found
    ]


@PERSONAL.register("pacts")
def personal(person: Any) -> dict[str, Any]:
    """Where a person is named as signer, and what they signed."""
    return queries.kept_on(person)


@READERS.register("pacts.pact")
def reads_paper(actor: Any, key: str) -> Reason | None:
    """Whoever reads a pact reads its sealed paper."""
    return permits.reads_pact(actor, queries.pact_by_key(key))


@READERS.register("pacts.sheet")
def reads_scan(actor: Any, key: str) -> Reason | None:
    """A scan shows handwriting, so fewer people open it."""
    sheet = queries.sheet_by_key(key)
    if sheet is None:
        return _("Không còn bản quét này.")
    return permits.reads_scans(actor, sheet.pact)


@FACES.register("pacts.pact")
def face(paper: Any) -> list[tuple[Reason, str]]:
    """What the paper in hand says; who signed for whom stays on the paper."""
    pact = queries.pact_of_paper(paper)
    if pact is None:
        return [(gettext_lazy("Trích yếu"), paper.title)]
    parties = queries.parties_of(pact)
    signed = sum(party.signed_at is not None for party in parties)
    state = _("Đã có bản sửa đổi thay thế") if pact.state == PactState.SUPERSEDED else ""
    facts = [
        (gettext_lazy("Giao ước"), pact.title),
        (gettext_lazy("Phong trào"), pact.movement.title),
        (gettext_lazy("Số bên đã ký"), f"{signed}/{len(parties)}"),
        (gettext_lazy("Niêm phong ngày"), wording.day_of(pact.sealed_at)),
        (gettext_lazy("Mã băm nội dung (SHA-256)"), pact.record_sha256),
        (gettext_lazy("Mã băm tệp PDF (SHA-256)"), paper.sha256),
        (gettext_lazy("Hiệu lực"), str(state)),
    ]  # fmt: skip
    return [(label, value) for label, value in facts if value]


@SEALS.register("pacts.pact")
def broken(paper: Any) -> Reason | None:
    """Why what lies here is no longer what was sealed."""
    pact = queries.pact_of_paper(paper)
    if pact is None or pact.paper is None:
        return _("Không còn giao ước mà văn bản này được lập từ đó.")
    seal = queries.check_seal(pact)
    return None if seal.holds else wording.seal_sentence(seal)


MERGES.register("pacts")(Rows("pacts", Party=gettext_lazy("chữ ký giao ước")))


@CLOSING.register("pacts")
def ends(movement: Any) -> list[Ending]:
    """What the end of a movement does to its pacts."""
    waiting = movement.pacts.filter(state__in=[PactState.DRAFT, PactState.OPEN]).count()
    sealed = movement.pacts.filter(state=PactState.SEALED).count()
    return [
        Ending(_("giao ước chưa ký xong"), waiting, _("vẫn mở: hãy niêm phong hoặc rút về")),
        Ending(_("giao ước đã niêm phong"), sealed, _("giữ nguyên, kết quả tính đến ngày cuối")),
    ]
