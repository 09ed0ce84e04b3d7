"""Pacts drafted, laid open for signing, called back, and amended."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua import legal
from thidua.core import marks, period
from thidua.core.action import action, note
from thidua.core.marks import Fields
from thidua.core.permit import Refused
from thidua.documents import registry
from thidua.movements.measures import MEASURES
from thidua.movements.states import MovementState
from thidua.notices.actions import tell
from thidua.pacts import drafts, papers, permits, queries, rules
from thidua.pacts.drafts import FACTS, ClauseFacts, PartyFacts
from thidua.pacts.models import Clause, Pact, Party, Pledge
from thidua.pacts.states import PACT, Operator, PartyRole


@action("pacts.pact.create", gettext_lazy("Lập giao ước"), on="movement", permit=permits.keeps_pact)
def create_pact(
    *, actor: Any, movement: Any, facts: Mapping[str, Any], parties: Sequence[PartyFacts] = (),
    clauses: Sequence[ClauseFacts] = (),
) -> Pact:  # fmt: skip
    """A draft in a movement that is not over; `facts` are any of `FACTS`."""
    if movement.state == MovementState.CLOSED:
        raise Refused(_("Phong trào đã kết thúc, không lập thêm giao ước."))
    pact = Pact(movement=movement, created_at=period.now())
    _write(pact, facts)
    _set_parties(pact, parties)
    _set_clauses(pact, clauses)
    return pact


@action("pacts.pact.update", gettext_lazy("Sửa giao ước"), on="pact", permit=permits.keeps_pact)
def update_pact(
    *, actor: Any, pact: Pact, facts: Mapping[str, Any], parties: Sequence[PartyFacts],
    clauses: Sequence[ClauseFacts], seen: Fields | None = None,
) -> Pact:  # fmt: skip
    """Correct a draft; `seen` are marks of what the writer had before them.

    What they left as it was is not written. Refused where somebody else wrote the same field, the
    parties or the clauses (each a field as a whole) meanwhile.
    """
    if reason := PACT.refusal(pact, "open"):
        raise Refused(reason)
    kept = drafts.fields_of(pact)
    new = marks.changed(kept, drafts.given(facts, parties, clauses), seen or {})
    if clash := marks.clashing(kept, new, seen or {}):
        raise Refused(
            _(
                "%(what)s vừa được người khác sửa: so với bản đang lưu ghi ở đầu trang, sửa "
                "phần của bạn cho khớp rồi lưu."
            )
            % {"what": drafts.NAMES[clash[0]]}
        )
    _write(pact, {name: value for name, value in facts.items() if name in new})
    if drafts.PARTIES in new:
        _set_parties(pact, parties)
    if drafts.CLAUSES in new:
        _set_clauses(pact, clauses, {clause.pk: clause for clause in queries.clauses_of(pact)})
    return pact


def _write(pact: Pact, facts: Mapping[str, Any]) -> None:
    if unknown := set(facts) - FACTS:
        raise TypeError(f"a pact has no {', '.join(sorted(unknown))}")
    for name, value in facts.items():
        setattr(pact, name, value)
    if not pact.title.strip():
        raise Refused(_("Cần ghi tên giao ước trước khi lưu."))
    pact.save()


def _set_parties(pact: Pact, parties: Sequence[PartyFacts]) -> None:
    counted = Counter((party.unit, party.role) for party in parties)
    if twice := [unit for (unit, _role), times in counted.items() if times > 1]:
        raise Refused(_("%(unit)s được ghi hai lần; mỗi bên một dòng.") % {"unit": twice[0]})
    known = {award.code for award in legal.awards()}
    if unknown := {code for party in parties for code in party.titles} - known:
        raise Refused(_("Không có danh hiệu mang mã %(code)s.") % {"code": min(unknown)})
    # Those that stay keep their own targets.
    standing = {(party.unit_id, party.role): party for party in pact.parties.all()}
    rows = [
        standing.pop((each.unit.pk, each.role), Party(pact=pact, unit=each.unit, role=each.role))
        for each in parties
    ]
    pact.parties.filter(pk__in=[party.pk for party in standing.values()]).delete()
    for order, (party, given) in enumerate(zip(rows, parties, strict=True)):
        party.order, party.signer = order, given.signer
        party.titles = list(given.titles) if given.role == PartyRole.PARTY else []
    Party.objects.bulk_create([party for party in rows if party.pk is None])
    Party.objects.bulk_update(
        [party for party in rows if party.pk is not None], ["order", "signer", "titles"]
    )
    note(parties=[[party.unit.pk, party.role] for party in parties])


def _set_clauses(
    pact: Pact, clauses: Sequence[ClauseFacts], before: Mapping[int, Clause] | None = None
) -> None:
    pact.clauses.all().delete()
    made = Clause.objects.bulk_create(_clause(pact, n, each) for n, each in enumerate(clauses))
    sides = _sides(pact)
    for clause, given in zip(made, clauses, strict=True):
        old = (before or {}).get(given.key or 0)
        if old is None:
            continue
        # A target of one's own says nothing of another measure.
        keeps = (old.measure, old.operator) == (clause.measure, clause.operator)
        own = {p.party.unit_id: p.target if keeps else None for p in old.pledges.all()}
        _bind(clause, old.is_for_named, {sides[k]: own[k] for k in own if k in sides})
    note(clauses=[[each.measure, each.operator, each.target] for each in clauses])


def _sides(pact: Pact) -> dict[int, Party]:
    """Who promises, by unit."""
    return {each.unit_id: each for each in pact.parties.filter(role=PartyRole.PARTY)}


def _bind(clause: Clause, is_for_named: bool, own: Mapping[Party, Decimal | None]) -> None:
    """Write who stands apart under a clause; nothing is kept of those bound as all are."""
    clause.is_for_named = is_for_named
    clause.save()
    Pledge.objects.bulk_create(
        Pledge(clause=clause, party=party, target=target)
        for party, target in own.items()
        if is_for_named or target is not None
    )


@action(
    "pacts.clause.bind", gettext_lazy("Ghi bên và mức riêng của một nội dung"), on="clause",
    permit=permits.keeps_pact,
)  # fmt: skip
def bind_clause(*, actor: Any, clause: Clause, bound: Mapping[int, Decimal | None]) -> Clause:
    """Bind the parties named by number, each by a target of its own or by the common one.

    With all of them named the clause binds everybody, also who joins later.
    """
    if reason := PACT.refusal(clause.pact, "open"):
        raise Refused(reason)
    sides = {party.pk: party for party in _sides(clause.pact).values()}
    if bound.keys() - sides.keys():
        raise Refused(_("Có bên không thuộc giao ước này: hãy mở lại trang."))
    if not bound:
        raise Refused(_("Đánh dấu ít nhất một bên chịu ràng buộc, hoặc bỏ hẳn nội dung này."))
    if clause.target is None and any(target is not None for target in bound.values()):
        raise Refused(_("Nội dung này không có mức phấn đấu nên không ghi mức riêng."))
    clause.pledges.all().delete()
    own = {
        party: None if bound[pk] == clause.target else bound[pk]
        for pk, party in sides.items()
        if pk in bound
    }
    _bind(clause, len(own) < len(sides), own)
    note(bound={str(party.unit_id): target for party, target in own.items()})
    return clause


def _clause(pact: Pact, order: int, given: ClauseFacts) -> Clause:
    if not given.measure:
        if given.operator or given.target is not None:
            raise Refused(
                _("«%(text)s» có mức phấn đấu nên cần chọn số đo.") % {"text": given.text}
            )
        return Clause(pact=pact, order=order, text=given.text, due_on=given.due_on)
    if given.measure not in MEASURES or given.measure == queries.OWN_MEASURE:
        raise Refused(_("Không có số đo «%(name)s».") % {"name": given.measure})
    is_zero = given.operator == Operator.NONE_AT_ALL
    if not given.operator or (given.target is None and not is_zero):
        raise Refused(_("«%(text)s» cần cách so sánh và mức phấn đấu.") % {"text": given.text})
    with translation.override(settings.LANGUAGE_CODE):  # a pact is a Vietnamese paper
        unit = str(MEASURES[given.measure].unit)[:60]
    return Clause(
        pact=pact, order=order, text=given.text, measure=given.measure, operator=given.operator,
        target=None if is_zero else given.target, due_on=given.due_on, target_unit=unit,
    )  # fmt: skip


@action(
    "pacts.pact.open", gettext_lazy("Mở lấy chữ ký giao ước"), on="pact", permit=permits.keeps_pact
)
def open_pact(*, actor: Any, pact: Pact, on: date) -> Pact:
    """Lay the text before its signers: from now on it stands, and they are told.

    Raises `pdf.NotRendered` when the paper could not be set: better now than at the last signature.
    """
    PACT.move(pact, "open")
    if pact.movement.state != MovementState.LAUNCHED:
        raise Refused(_("Phong trào chưa phát động hoặc đã kết thúc nên chưa lấy chữ ký được."))
    parties = queries.parties_of(pact)
    if sum(party.role == PartyRole.PARTY for party in parties) < rules.FEWEST_PARTIES:
        raise Refused(_("Giao ước cần ít nhất hai bên ký kết: bổ sung ở trang sửa dự thảo."))
    if not pact.clauses.exists():
        raise Refused(_("Giao ước cần ít nhất một nội dung: bổ sung ở trang sửa dự thảo."))
    if alone := pact.clauses.filter(is_for_named=True, pledges=None).first():
        raise Refused(
            _("«%(text)s» không còn ràng buộc bên nào: ghi lại các bên của nội dung này.")
            % {"text": alone.text}
        )
    registry.render(papers.KIND, papers.page_of(pact), file_format="pdf", on=on)
    for party in parties:
        party.unit_name = party.unit.name
        party.save()
    pact.opened_at = period.now()
    pact.save()
    turn = int(pact.opened_at.timestamp())
    told = sum(ask_to_sign(party, on=on, key=f"pact-open-{party.pk}-{turn}") for party in parties)
    note(on=on, people=told)
    return pact


def ask_to_sign(party: Party, *, on: date, key: str) -> int:
    """Tell those who can sign for a party; answers how many are newly told."""
    return tell(
        recipients=queries.recipients_of(party, on=on), key=key, kind="pacts.to_sign",
        text=lambda: _("%(unit)s chưa ký giao ước: %(title)s")
        % {"unit": party.unit, "title": party.pact.title},
        url=reverse("pacts:sign", args=[party.pact_id]),
    )  # fmt: skip


@action(
    "pacts.pact.recall", gettext_lazy("Rút giao ước về dự thảo"), on="pact",
    permit=permits.keeps_pact,
)  # fmt: skip
def recall_pact(*, actor: Any, pact: Pact, reason: str) -> Pact:
    """Take an open pact back to mend its text; signatures on the old text are void."""
    PACT.move(pact, "recall")
    if not reason.strip():
        raise Refused(_("Ghi lý do rút giao ước về dự thảo."))
    signed = [party for party in queries.parties_of(pact) if party.signed_at is not None]
    accounts = {
        party.signed_by.user_id
        for party in signed
        if party.signed_by is not None and party.signed_by.user_id is not None
    }
    note(reason=reason.strip(), void=[[party.unit_id, party.signer_name] for party in signed])
    forget_signatures(pact.parties.all())
    pact.opened_at = None
    pact.save()
    tell(
        recipients=accounts, key=f"pact-recalled-{pact.pk}-{int(period.now().timestamp())}",
        kind="pacts.recalled",
        text=lambda: _(
            "Giao ước «%(title)s» được rút về sửa nên chữ ký không còn giá trị: %(reason)s"
        )
        % {"title": pact.title, "reason": reason.strip()},
        url=reverse("pacts:list"),
    )  # fmt: skip
    return pact


def forget_signatures(parties: Iterable[Party]) -> None:
    """Make places empty again."""
    for party in parties:
        party.signed_at = party.signed_by = party.sheet = None
        party.manner = party.signer_name = party.signer_position = party.behalf_name = ""
        party.absence = ""
        party.save()


@action("pacts.pact.amend", gettext_lazy("Sửa đổi giao ước"), on="pact", permit=permits.keeps_pact)
def amend_pact(*, actor: Any, pact: Pact, reason: str) -> Pact:
    """A draft of the next version with the same parties and clauses; the old one stays in force.

    It is replaced when the new one is sealed, and keeps its paper and hash.
    """
    if refusal := PACT.refusal(pact, "supersede"):
        raise Refused(refusal)
    if not reason.strip():
        raise Refused(_("Ghi lý do sửa đổi giao ước."))
    if Pact.objects.filter(amends=pact).exists():
        raise Refused(_("Giao ước này đang có một bản sửa đổi chưa ký xong."))
    made = Pact.objects.create(
        movement=pact.movement, title=pact.title, place=pact.place, bases=pact.bases,
        commitment=pact.commitment, version=pact.version + 1, original_id=pact.first_key,
        amends=pact, amend_reason=reason.strip()[:300], created_at=period.now(),
    )  # fmt: skip
    Party.objects.bulk_create(
        Party(
            pact=made, unit=party.unit, role=party.role, order=party.order, signer=party.signer,
            titles=party.titles,
        )
        for party in queries.parties_of(pact)
    )  # fmt: skip
    sides = _sides(made)
    for clause in queries.clauses_of(pact):
        own = {sides[p.party.unit_id]: p.target for p in clause.pledges.all()}
        clause.pk, clause.pact = None, made
        clause._state.adding = True
        _bind(clause, clause.is_for_named, own)
    note(reason=reason.strip(), version=made.version)
    return made
