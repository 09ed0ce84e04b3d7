"""What others hear from awards: outcomes, asks, search, readers of papers, personal data."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.awards import actions, parcel_kinds, permits, queries  # noqa: F401 # declares kinds
from thidua.awards.actions.personal import forget_sent
from thidua.awards.queries import merits, works
from thidua.awards.queries.previews import effects_of
from thidua.awards.states import DossierState, RoundState
from thidua.awards.tables import TONES
from thidua.core.capability import (
    ASKS,
    ERASERS,
    FACES,
    MINE,
    OFFERS,
    PERSONAL,
    SEARCH,
    TALLIES,
    Ask,
    Hit,
    Offer,
    Own,
    Section,
    Tally,
)
from thidua.core.merge import MERGES, Rows
from thidua.core.permit import Reason
from thidua.councils.outcomes import CARDS, TIES, WITHDRAWN, Card, Ground, Tie, hears
from thidua.councils.states import TieKind
from thidua.disclosures.outcomes import hears as heard_of
from thidua.documents.permits import READERS
from thidua.initiatives.outcomes import USES, Carried
from thidua.movements.outcomes import CLOSING, Ending
from thidua.notices.actions import tell
from thidua.orgs.queries import accounts_with_role
from thidua.orgs.states import Role
from thidua.overlays.queries import ONWARD, PREVIEWS, Effects
from thidua.ui import formats


@hears(permits.CASE_KIND)
def hear_council(*, actor: Any, cases: Sequence[Any], on: date) -> None:
    """A council has closed the cases of dossiers: its outcome is a recommendation."""
    passed = {case.subject_id: case.result["passed"] for case in cases}
    actions.conclude_dossiers(actor=actor, council=cases[0].council, passed=passed)


@WITHDRAWN.register(permits.CASE_KIND)
def take_back(*, actor: Any, case: Any, reason: str) -> None:
    """A case has left its council unvoted: the dossier stands as submitted again."""
    dossier = queries.dossier_by_id(case.subject_id)
    actions.take_back_dossier(actor=actor, dossier=dossier, reason=reason)


@CARDS.register(permits.CASE_KIND)
def cards(keys: Sequence[int], *, on: date) -> dict[int, Card]:
    """Dossiers as a council compares them."""
    return queries.cards_of(keys, on=on)


@TIES.register("awards")
def joint_honours(ground: Ground, *, on: date) -> list[Tie]:
    """Who sits was honoured by one decision with somebody proposed, among a few."""
    pairs = queries.honoured_together(ground.people, ground.every_candidate, on=on)
    return ground.ties(pairs, TieKind.HONOUR)


@heard_of(permits.DISCLOSED)
def hear_disclosure(*, actor: Any, disclosure: Any, open_objections: int, on: date) -> None:
    """A round's list has stood in public: its officers go on, or see what is still objected."""
    found = queries.round_of(disclosure.subject_id)
    if found is None:
        return
    tell(
        recipients=accounts_with_role([found.unit], [Role.OFFICER, Role.DIRECTOR], on=on),
        key=f"awards-round-disclosed-{disclosure.pk}", kind="awards.disclosed",
        url=reverse("awards:round", args=[found.pk]),
        text=lambda: (
            _("Công khai xong, còn %(count)s ý kiến chưa đồng ý chưa trả lời: %(name)s")
            if open_objections
            else _("Công khai xong, không còn ý kiến chưa trả lời: %(name)s")
        )
        % {"count": open_objections, "name": found},
    )  # fmt: skip


@ASKS.register("awards")
def asks(actor: Any, *, on: date) -> list[Ask]:
    """Officers have dossiers to check and decisions to number and issue; directors sign."""
    rounds = [
        Ask(
            _("Kiểm tra hồ sơ: %(name)s") % {"name": row.name},
            reverse("awards:round", args=[row.pk]), row.submit_by, row.count,
            _("%(n)s hồ sơ đang lập hoặc đã nộp") % {"n": row.count},
        ) for row in queries.rounds_to_check(actor, on=on)
    ]  # fmt: skip
    words = {
        "for_signature": _("Ký quyết định"),
        "signed": _("Ghi số, ngày của quyết định"),
        "numbered": _("Phát hành quyết định"),
    }
    decisions = [
        Ask(
            words[row.paper.state], reverse("awards:decision", args=[row.pk]),
            detail=row.paper.title,
        ) for row in queries.decisions_to_handle(actor, on=on)
    ]  # fmt: skip
    return rounds + decisions + _revocations(actor)


def _revocations(actor: Any) -> list[Ask]:
    """What is signed, numbered, recovered and looked into once honours are taken back."""
    words = {
        "draft": _("Trình ký quyết định thu hồi"), "for_signature": _("Ký quyết định thu hồi"),
        "signed": _("Phát hành quyết định thu hồi"),
        "issued": _("Thu hồi hiện vật, tiền thưởng; xem xét khen thưởng về sau"),
    }  # fmt: skip
    return [
        Ask(
            words[row.paper.state], reverse("awards:revocation", args=[row.pk]),
            detail=row.paper.title,
        ) for row in queries.revocations_to_handle(actor)
    ]  # fmt: skip


@TALLIES.register("awards")
def tallies(actor: Any, *, on: date) -> list[Tally]:
    """What lies with officers and directors: dossiers to check, decisions on their way."""
    if permits.works_on_rounds(actor, None) is not None:
        return []
    dossiers = sum(row.count for row in queries.rounds_to_check(actor, on=on))
    decisions = queries.decisions_to_handle(actor, on=on).count()
    given = queries.honours_visible_to(actor).filter(decided_on__year=on.year).count()
    return [
        Tally(_("Hồ sơ chờ kiểm tra"), dossiers, reverse("awards:rounds")),
        Tally(_("Quyết định chờ bạn"), decisions, reverse("awards:decisions")),
        Tally(
            _("Lượt khen trong năm"), given,
            f"{reverse('awards:registry')}?year={on.year}", _("năm %(year)s") % {"year": on.year},
        ),
    ]  # fmt: skip


@MINE.register("awards")
def mine(actor: Any, *, on: date) -> list[Section]:
    """What I am proposed for and what I was given."""
    dossiers = [
        Own(
            queries.name_of(row.award), reverse("awards:dossier", args=[row.pk]),
            row.get_state_display(), TONES.get(row.state, "work"), row.round.name,
        ) for row in queries.own_dossiers(actor) if row.state != DossierState.AWARDED
    ]  # fmt: skip
    given = [
        Own(
            queries.name_of(row.award), reverse("awards:mine"),
            _("Đã thu hồi") if row.revoked_on else _("Đã khen thưởng"),
            "fail" if row.revoked_on else "honour",
            _("Quyết định số %(number)s ngày %(day)s")
            % {"number": row.decision_reference, "day": formats.day(row.decided_on)},
        ) for row in queries.own_honours(actor)
    ]  # fmt: skip
    return [Section(_("Hồ sơ khen thưởng của tôi"), dossiers), Section(_("Tôi được khen"), given)]


@SEARCH.register("awards")
def search(actor: Any, folded: str, *, limit: int) -> list[Hit]:
    """Visible dossiers and honours by the name of the person or unit."""
    dossiers = [
        Hit(
            str(row.subject), reverse("awards:dossier", args=[row.pk]),
            gettext_lazy("Hồ sơ khen thưởng"), queries.name_of(row.award),
        ) for row in queries.holding_words(queries.visible_to(actor), folded)[:limit]
    ]  # fmt: skip
    honours = [
        Hit(
            str(row.subject),
            reverse("documents:rendered", args=[row.letter_id, "pdf"]) if row.letter_id
            else reverse("awards:registry"),
            gettext_lazy("Khen thưởng"), f"{queries.name_of(row.award)} {row.year}",
        ) for row in queries.holding_words(queries.honours_visible_to(actor), folded)[:limit]
    ]  # fmt: skip
    return dossiers + honours


@OFFERS.register("awards")
def offers(actor: Any, subject: Any, *, on: date) -> list[Offer]:
    """Open a round from a movement's page."""
    if subject._meta.label_lower != "movements.movement" or subject.state == "draft":
        return []
    reason = permits.is_officer(actor, subject.unit)
    address = f"{reverse('awards:round_create')}?phong-trao={subject.pk}"
    return [Offer(_("Mở đợt xét khen thưởng"), address)] if reason is None else []


@PREVIEWS.register("awards")
def effects(actor: Any, unit: Any, **laid: Any) -> Effects:
    """Whose verdicts a draft of local rules would change."""
    return effects_of(actor, unit, **laid)


@ONWARD.register("awards")
def onward(award: str) -> Offer:
    """One's own eligibility in full, from a corner case."""
    address = reverse("awards:mine")
    return Offer(_("Xem từng điều kiện của tôi"), address)


@READERS.register("awards.dossier")
def reads_letter(actor: Any, key: str) -> Reason | None:
    """Who sees the dossier reads the letter that came of it."""
    found = queries.dossier_of(int(key))
    return permits.reads_dossier(actor, found) if found else _("Không còn hồ sơ này.")


@READERS.register("awards.merit")
def reads_evidence(actor: Any, key: str) -> Reason | None:
    """Who reads the merit reads what proves it."""
    found = merits.merit_of(int(key))
    return permits.reads_merit(actor, found) if found else _("Không còn thành tích này.")


@READERS.register("awards.decision")
def reads_letters(actor: Any, key: str) -> Reason | None:
    """The file of all letters is for those who read the decision."""
    found = queries.decision_of(int(key))
    return permits.reads_unit(actor, found) if found else _("Không còn quyết định này.")


@USES.register("awards")
def carried(initiative: int) -> list[Carried]:
    """The awards that an initiative has carried."""
    return works.ledger_of(initiative)


@FACES.register("awards.revocation")
def face_of_revocation(paper: Any) -> list[tuple[Reason, str]]:
    """Title and number; the names and the reason stay on the paper."""
    return face_of_decision(paper)


@READERS.register("awards.round")
def reads_decision(actor: Any, key: str) -> Reason | None:
    """A decision is made of a round."""
    found = queries.round_of(int(key))
    return permits.reads_unit(actor, found) if found else _("Không còn đợt xét này.")


@FACES.register("awards.letter")
def face_of_letter(paper: Any) -> list[tuple[Reason, str]]:
    """What a stranger holds in hand already: who, for what, by which decision."""
    facts = paper.blocks
    return [
        (gettext_lazy("Hình thức"), facts["award"].capitalize()),
        (gettext_lazy("Người, tập thể được khen"), facts["recipient"]),
        (gettext_lazy("Thành tích"), facts["achievement"]),
        (gettext_lazy("Quyết định số"), facts["decision_number"]),
        (gettext_lazy("Số sổ vàng"), f"{paper.number}/{paper.year}"),
    ]


@FACES.register("awards.decision")
def face_of_decision(paper: Any) -> list[tuple[Reason, str]]:
    """Title and number; the names stay on the paper."""
    return [
        (gettext_lazy("Trích yếu"), paper.title),
        (gettext_lazy("Số, ký hiệu"), paper.reference),
    ]


@PERSONAL.register("awards")
def personal(person: Any) -> dict[str, Any]:
    """Ratings, dossiers with their steps upwards, and honours of one person."""
    return queries.record_of(person)


@ERASERS.register("awards")
def erase(actor: Any, person: Any) -> None:
    """What came with dossiers from elsewhere; dossiers, decisions and parcels are archived."""
    forget_sent(person)


MERGES.register("awards")(
    Rows(
        "awards",
        Rating=gettext_lazy("kết quả xếp loại hằng năm"),
        Dossier=gettext_lazy("hồ sơ đề nghị khen thưởng"),
        Honour=gettext_lazy("danh hiệu, hình thức đã được tặng"),
        Merit=gettext_lazy("thành tích đã ghi"),
    )
)


@CLOSING.register("awards")
def ends(movement: Any) -> list[Ending]:
    """What the end of a movement does to the rounds that consider it."""
    going = [RoundState.OPEN, RoundState.IN_COUNCIL]
    rounds = movement.rounds.filter(state__in=going).count()
    return [Ending(_("đợt xét khen thưởng đang mở"), rounds, _("vẫn xét và quyết định"))]
