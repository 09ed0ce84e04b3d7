"""Every write on local rules."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core.action import action, note
from thidua.core.permit import Refused
from thidua.documents import uploads
from thidua.documents.actions import remove_file, upload_file
from thidua.documents.queries import name_of
from thidua.overlays import permits, queries, rules
from thidua.overlays.models import LocalRule
from thidua.overlays.rules import Head, Row
from thidua.overlays.states import RULE, RuleState

MOST_TEXT = 200_000
FACTS = ("number", "issued_on", "issuer", "title", "in_force", "awards")


@action("overlays.rule.draft", gettext_lazy("Dự thảo quy định riêng"), permit=permits.makes_rules)
def draft_rule(*, actor: Any, unit: Any, scope: str, facts: Mapping[str, Any]) -> LocalRule:
    """A draft of a province's or of the unit's own regulation, under the unit's managing body."""
    body = queries.managing_body_of(unit)
    if body is None:
        raise Refused(_("Chưa ghi cơ quan quản lý của %(unit)s.") % {"unit": unit})
    rule = LocalRule(unit=unit, scope=scope, managing_body=body.value, author=actor)
    return _kept(rule, facts)


@action(
    "overlays.rule.describe", gettext_lazy("Sửa phần đầu của quy định riêng"), on="rule",
    permit=permits.keeps_rule,
)  # fmt: skip
def describe_rule(*, actor: Any, rule: LocalRule, facts: Mapping[str, Any]) -> LocalRule:
    """Number, day, issuer and what it is about."""
    _insist_draft(rule)
    return _kept(rule, facts)


def _kept(rule: LocalRule, facts: Mapping[str, Any]) -> LocalRule:
    for name in FACTS:
        setattr(rule, name, facts[name])
    rule.number = rule.number.strip()
    if not rule.number:
        raise Refused(_("Ghi số văn bản."))
    if rule.in_force < rule.issued_on:
        raise Refused(_("Ngày áp dụng không trước ngày ban hành."))
    _compose(rule)
    try:
        rule.validate_constraints()
    except ValidationError as error:
        raise Refused(error.messages[0]) from error
    rule.save()
    return rule


def _compose(rule: LocalRule) -> None:
    """The text anew from the rows, unless somebody wrote it by hand."""
    if rule.is_by_hand:
        return
    head = Head(
        number=rule.number, on=rule.issued_on, issuer=rule.issuer, author=name_of(rule.author),
        managing_body=rule.managing_body, scope=rule.scope, in_force=rule.in_force,
        title=rule.title, awards=tuple(rule.awards),
    )  # fmt: skip
    rule.text = rules.compose(head, rule.rows)


def _insist_draft(rule: LocalRule) -> None:
    if rule.state != RuleState.DRAFT:
        raise Refused(
            _("Quy định đã áp dụng thì không sửa; hãy lập phiên bản mới rồi sửa phiên bản đó.")
        )


def _insist_rows(rule: LocalRule) -> None:
    _insist_draft(rule)
    if rule.is_by_hand:
        raise Refused(_("Quy định này soạn bằng văn bản: hãy sửa ở phần văn bản."))


@action(
    "overlays.rule.enter", gettext_lazy("Ghi một mục của quy định riêng"), on="rule",
    permit=permits.keeps_rule,
)  # fmt: skip
def enter_row(*, actor: Any, rule: LocalRule, row: Row) -> LocalRule:
    """One power, share, quota, term, day or criterion; another on the same gives way."""
    _insist_rows(rule)
    rule.rows = rules.with_row(rule.rows, row)
    return _weighed(rule)


@action(
    "overlays.rule.strike", gettext_lazy("Bỏ một mục của quy định riêng"), on="rule",
    permit=permits.keeps_rule,
)  # fmt: skip
def strike_row(*, actor: Any, rule: LocalRule, number: int) -> LocalRule:
    """Take one row out."""
    _insist_rows(rule)
    if not 0 <= number < len(rule.rows):
        raise Refused(_("Mục này không còn nữa."))
    note(struck=queries.told(rule.rows[number]))
    rule.rows = [row for n, row in enumerate(rule.rows) if n != number]
    return _weighed(rule)


def _weighed(rule: LocalRule) -> LocalRule:
    _compose(rule)
    faults = queries.faults_of(rule)
    if faults:
        raise Refused(_("%(field)s: %(problem)s") % vars(faults[0]))
    rule.save()
    return rule


@action(
    "overlays.rule.write", gettext_lazy("Soạn quy định riêng bằng văn bản"), on="rule",
    permit=permits.keeps_rule,
)  # fmt: skip
def write_text(*, actor: Any, rule: LocalRule, text: str) -> LocalRule:
    """Keep a draft's text as it was written, right or not: what is wrong is shown, line by line.

    An empty text gives the document back to its rows.
    """
    _insist_draft(rule)
    if len(text) > MOST_TEXT:
        raise Refused(_("Văn bản quá dài: tối đa 200.000 ký tự."))
    rule.text, rule.is_by_hand = text.replace("\r\n", "\n"), bool(text.strip())
    _compose(rule)
    rule.save()
    return rule


@action(
    "overlays.rule.scan", gettext_lazy("Đính kèm bản quét quy định"), on="rule",
    permit=permits.keeps_rule,
)  # fmt: skip
def attach_scan(*, actor: Any, rule: LocalRule, scan: uploads.Sent) -> LocalRule:
    """The paper itself, as it was issued."""
    _insist_draft(rule)
    before = rule.scan
    rule.scan = upload_file(
        actor=actor, subject=rule, role="scan", name=scan.name or "", content=scan.read(),
        kinds=uploads.PAPERS | uploads.IMAGES,
    )  # fmt: skip
    rule.save()
    if before is not None and not rule.replaces_id:
        remove_file(before)
    return rule


@action(
    "overlays.rule.enact", gettext_lazy("Áp dụng quy định riêng"), on="rule",
    permit=permits.keeps_rule,
)  # fmt: skip
def enact_rule(*, actor: Any, rule: LocalRule, on: date) -> LocalRule:
    """Lay it over the law from its day on; the version before it ends on that day."""
    RULE.move(rule, "enact")
    faults = queries.faults_of(rule)
    if faults:
        raise Refused(
            _("Văn bản quy tắc còn lỗi ở dòng %(line)s, «%(field)s»: %(problem)s") % vars(faults[0])
        )
    if rule.scan is None:
        raise Refused(_("Đính kèm bản quét văn bản đã ban hành trước khi áp dụng."))
    note(digest=rule.digest, in_force=rule.in_force)
    # Somebody may be withdrawing it at the same time.
    old = LocalRule.objects.select_for_update().filter(pk=rule.replaces_id or 0).first()
    if old is not None and old.state == RuleState.IN_FORCE:
        if rule.in_force < old.in_force:
            raise Refused(_("Phiên bản mới không áp dụng trước phiên bản cũ."))
        RULE.move(old, "replace")
        old.ended_on = rule.in_force
        old.save()
        note(replaces=old.pk)
    rule.save()
    return rule


@action(
    "overlays.rule.renew", gettext_lazy("Lập phiên bản mới của quy định riêng"), on="rule",
    permit=permits.keeps_rule,
)  # fmt: skip
def renew_rule(*, actor: Any, rule: LocalRule, on: date) -> LocalRule:
    """A draft that starts as this version stands, to come in its place."""
    if rule.state != RuleState.IN_FORCE:
        raise Refused(_("Chỉ lập phiên bản mới của quy định đang áp dụng."))
    fresh = LocalRule(
        unit=rule.unit, scope=rule.scope, managing_body=rule.managing_body, author=actor,
        rows=rule.rows, is_by_hand=rule.is_by_hand, text=rule.text, scan=rule.scan,
        version=queries.versions_of(rule)[0].version + 1, replaces=rule,
    )  # fmt: skip
    facts = {name: getattr(rule, name) for name in FACTS}
    return _kept(fresh, {**facts, "in_force": max(on, rule.in_force)})


@action(
    "overlays.rule.withdraw", gettext_lazy("Bãi bỏ quy định riêng"), on="rule",
    permit=permits.keeps_rule,
)  # fmt: skip
def withdraw_rule(*, actor: Any, rule: LocalRule, reason: str, on: date) -> LocalRule:
    """Use it no longer from a day on; a draft is dropped. What was judged by it stays."""
    was_held = rule.state == RuleState.IN_FORCE
    RULE.move(rule, "withdraw")
    if not reason.strip():
        raise Refused(_("Ghi lý do, kèm số văn bản bãi bỏ nếu có."))
    rule.withdrawn_because = reason.strip()
    rule.ended_on = max(on, rule.in_force) if was_held else None
    rule.save()
    return rule
