"""Pacts drafted, opened, signed, sealed, amended; and what each refuses."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)

from thidua.core.models import AuditEntry
from thidua.documents.models import Paper
from thidua.movements.tests.factories import IN_TIME, launched
from thidua.movements.tests.factories import draft as movement_draft
from thidua.movements.tests.outcomes import refused, told
from thidua.orgs.models import Deputation
from thidua.orgs.states import Role
from thidua.orgs.tests.factories import Hospital, person_in
from thidua.pacts import actions, queries
from thidua.pacts.actions import ClauseFacts, PartyFacts
from thidua.pacts.models import Pact
from thidua.pacts.states import Operator, PactState
from thidua.pacts.tests import factories as make

pytestmark = pytest.mark.django_db


def fresh(pact: Pact) -> Pact:
    return Pact.objects.get(pk=pact.pk)


def signing(house: Hospital, pact: Pact, user: Any, unit: Any, secret: str = make.SECRET) -> Any:
    return lambda: actions.sign_pact(
        actor=user, pact=pact, party=make.place(pact, unit), secret=secret, on=IN_TIME
    )


# Drafting.


@pytest.mark.parametrize(
    ("clause", "reason"),
    [
        (ClauseFacts("A", "khong.co", "ge", Decimal(1)), "Không có số đo «khong.co»."),
        (
            ClauseFacts("A", "pacts.targets_met", "ge", Decimal(1)),
            "Không có số đo «pacts.targets_met».",
        ),
        (
            ClauseFacts("A", "movements.registered_people", "ge"),
            "«A» cần cách so sánh và mức phấn đấu.",
        ),
        (ClauseFacts("A", target=Decimal(1)), "«A» có mức phấn đấu nên cần chọn số đo."),
    ],
)
def test_a_clause_is_measured_or_plain(house: Hospital, clause: ClauseFacts, reason: str) -> None:
    assert refused(lambda: make.draft(house, clauses=[clause])) == reason


def test_a_clause_may_forbid_altogether(house: Hospital) -> None:
    none = ClauseFacts("A", "movements.registered_people", Operator.NONE_AT_ALL, Decimal(7))
    (clause,) = queries.clauses_of(make.draft(house, clauses=[none]))
    assert (clause.operator, clause.target, clause.target_unit) == ("zero", None, "người")


def test_a_unit_stands_once_in_a_role_and_titles_are_known(house: Hospital) -> None:
    twice = [PartyFacts(house.group), PartyFacts(house.group)]
    assert refused(lambda: make.draft(house, parties=twice)) == (
        "Tổ công đoàn Nội được ghi hai lần; mỗi bên một dòng."
    )
    unknown = [PartyFacts(house.group, titles=["XYZ"])]
    assert refused(lambda: make.draft(house, parties=unknown)) == (
        "Không có danh hiệu mang mã XYZ."
    )
    assert refused(lambda: make.draft(house, title=" ")) == ("Cần ghi tên giao ước trước khi lưu.")


def open_refusal(house: Hospital, **more: Any) -> str:
    pact = make.draft(house, **more)
    return refused(lambda: actions.open_pact(actor=house.officer, pact=pact, on=IN_TIME))


def test_opening_asks_for_a_launched_movement_two_parties_and_a_clause(house: Hospital) -> None:
    assert open_refusal(house, movement=movement_draft(house)) == (
        "Phong trào chưa phát động hoặc đã kết thúc nên chưa lấy chữ ký được."
    )
    assert open_refusal(house, parties=make.both(house)[::2]) == (
        "Giao ước cần ít nhất hai bên ký kết: bổ sung ở trang sửa dự thảo."
    )
    assert open_refusal(house, clauses=[]) == (
        "Giao ước cần ít nhất một nội dung: bổ sung ở trang sửa dự thảo."
    )


def test_a_text_that_cannot_be_set_is_refused_before_anybody_signs(house: Hospital) -> None:
    assert open_refusal(house, title="Thi đua \u0b95") == (
        "Phông chữ của văn bản không có ký tự «\u0b95»: hãy thay ký tự này."
    )


def test_opening_tells_the_heads(house: Hospital) -> None:
    make.opened(house)
    assert told(house.head, "pacts.to_sign") == [f"Tổ công đoàn Nội chưa ký giao ước: {make.TITLE}"]
    assert told(house.member, "pacts.to_sign") == []


# Signing under one's own account.


def test_the_last_signature_seals(house: Hospital) -> None:
    pact = make.opened(house)
    assert make.sign(pact, house.head, house.group).state == PactState.OPEN

    done = make.sign(pact, house.other_member, house.other_group)

    place = make.place(pact, house.group)
    assert (place.manner, place.signer_name, place.signer_position, place.behalf_name) == (
        "password", house.head.full_name, "Tổ trưởng tổ công đoàn", "",
    )  # fmt: skip
    assert done.state == PactState.SEALED
    assert done.paper is not None
    assert (done.paper.state, done.paper.reference) == ("issued", "01/GƯTĐ")
    assert told(house.head, "pacts.sealed") == [f"Giao ước đã ký kết và niêm phong: {make.TITLE}"]
    entry = AuditEntry.objects.filter(action="pacts.pact.sign").latest("id")
    assert (entry.facts["sealed_record"], entry.facts["sealed_file"]) == (
        done.record_sha256, done.paper.sha256,
    )  # fmt: skip


def test_a_secret_that_is_wrong_signs_nothing_and_few_tries_are_allowed(house: Hospital) -> None:
    pact = make.opened(house)
    wrong = signing(house, pact, house.head, house.group, "doan-mo")
    for _turn in range(5):
        assert refused(wrong) == ("Mật khẩu hoặc mã xác thực chưa đúng nên chưa ký. Hãy nhập lại.")
    right = signing(house, pact, house.head, house.group)
    assert refused(right) == "Đã nhập sai nhiều lần. Đợi 5 phút rồi ký lại."
    assert make.place(pact, house.group).signed_at is None
    assert not AuditEntry.objects.filter(action="pacts.pact.sign").exists()


def test_a_code_of_the_phone_signs_once_and_a_spare_code_never(house: Hospital) -> None:
    pact = make.opened(house)
    house.head.set_unusable_password()
    house.head.save()
    secret = generate_totp_secret()
    TOTP.activate(house.head, secret)
    _before, counter, _after = yield_hotp_counters_from_time()
    code = format_hotp_value(hotp_value(secret, counter))

    signing(house, pact, house.head, house.group, f"{code[:3]} {code[3:]}")()

    assert make.place(pact, house.group).manner == "code"
    assert Authenticator.objects.filter(user=house.head, type="totp").exists()
    again = make.opened(house)
    assert refused(signing(house, again, house.head, house.group, code)) == (
        "Mật khẩu hoặc mã xác thực chưa đúng nên chưa ký. Hãy nhập lại."
    )


def test_nobody_signs_twice_or_for_a_unit_above_which_they_stand(house: Hospital) -> None:
    pact = make.opened(house)
    make.sign(pact, house.head, house.group)
    assert refused(signing(house, pact, house.head, house.group)) == (
        "Tổ công đoàn Nội đã ký giao ước này."
    )
    make.with_secret(house.director)
    assert refused(signing(house, pact, house.director, house.other_group)) == (
        "Việc này dành cho người đứng đầu của Tổ công đoàn Ngoại hoặc người được giao thay mặt."
    )


def test_a_deputy_signs_and_the_paper_says_for_whom(house: Hospital) -> None:
    pact = make.opened(house)
    held = make.person_of(house.head).roles.get(role=Role.HEAD)
    Deputation.objects.create(
        grant=held, deputy=make.person_of(house.member), basis="Giấy ủy quyền số 3",
        valid_from=IN_TIME, valid_to=IN_TIME,
    )  # fmt: skip
    make.with_secret(house.member)

    make.sign(pact, house.member, house.group)

    place = make.place(pact, house.group)
    assert (place.signer_name, place.behalf_name) == (
        house.member.full_name, house.head.full_name,
    )  # fmt: skip
    entry = AuditEntry.objects.filter(action="pacts.pact.sign").latest("id")
    assert entry.facts["on_behalf_of"] == str(make.person_of(house.head).pk)


def test_a_named_person_signs_in_place_of_the_head(house: Hospital) -> None:
    named = make.person_of(house.member)
    parties = [PartyFacts(house.group, signer=named), PartyFacts(house.other_group)]
    pact = make.opened(house, parties=parties)
    assert refused(signing(house, pact, house.head, house.group)) == (
        f"Việc này dành cho {named.full_name} của Tổ công đoàn Nội hoặc người được giao thay mặt."
    )
    make.with_secret(house.member)
    make.sign(pact, house.member, house.group)
    assert make.place(pact, house.group).signed_by == named


# Closing without everybody, calling back, reminding.


def test_closing_names_who_is_missing_and_why(house: Hospital) -> None:
    pact = make.opened(house, parties=make.both(house))
    make.sign(pact, house.head, house.group)
    make.sign(pact, house.other_member, house.other_group)
    witness = make.place(pact, house.hospital)

    def close(absences: dict[int, str]) -> Callable[[], Pact]:
        return lambda: actions.seal_pact(
            actor=house.officer, pact=pact, absences=absences, on=IN_TIME
        )

    assert refused(close({})) == "Ghi lý do Bệnh viện Quân y Sông Thao chưa ký."
    close({witness.pk: "Đi công tác."})()
    assert fresh(pact).state == PactState.SEALED
    assert make.place(pact, house.hospital).absence == "Đi công tác."


def test_a_recalled_text_is_signed_anew(house: Hospital) -> None:
    pact = make.opened(house)
    make.sign(pact, house.head, house.group)

    def recall(reason: str) -> Callable[[], Pact]:
        return lambda: actions.recall_pact(actor=house.officer, pact=pact, reason=reason)

    assert refused(recall(" ")) == "Ghi lý do rút giao ước về dự thảo."
    recall("Ghi nhầm mức.")()

    assert fresh(pact).state == PactState.DRAFT
    place = make.place(pact, house.group)
    assert (place.signed_at, place.signed_by, place.manner, place.signer_name) == (
        None, None, "", "",
    )  # fmt: skip
    assert told(house.head, "pacts.recalled") == [
        f"Giao ước «{make.TITLE}» được rút về sửa nên chữ ký không còn giá trị: Ghi nhầm mức."
    ]


def test_each_party_is_reminded_once_a_day(house: Hospital) -> None:
    pact = make.opened(house)
    parties = [make.place(pact, house.group), make.place(pact, house.other_group)]

    def remind(on: date) -> int:
        return actions.remind_signers(actor=house.officer, parties=parties, on=on)

    assert (remind(IN_TIME), remind(IN_TIME)) == (2, 0)
    assert remind(IN_TIME.replace(day=6)) == 2
    assert len(told(house.head, "pacts.to_sign")) == 3


# Signatures by hand.


def test_two_people_must_agree_on_a_hand_signature(house: Hospital) -> None:
    pact = make.opened(house)
    sheet = make.ticked(house, pact, house.group, house.other_group)
    place = make.place(pact, house.group)
    assert (place.signed_at, place.awaits_second) == (None, True)

    actions.confirm_sheet(actor=house.director, sheet=sheet, agreed=[place.pk], on=IN_TIME)

    place, other = make.place(pact, house.group), make.place(pact, house.other_group)
    assert (place.manner, place.signer_name) == ("hand", "Người ký của Tổ công đoàn Nội")
    assert (other.signed_at, other.sheet, other.signer_name) == (None, None, "")
    assert fresh(pact).state == PactState.OPEN


def test_hand_and_account_signatures_seal_together(house: Hospital) -> None:
    pact = make.opened(house)
    make.sign(pact, house.head, house.group)
    sheet = make.ticked(house, pact, house.other_group)
    agreed = [make.place(pact, house.other_group).pk]
    actions.confirm_sheet(actor=house.director, sheet=sheet, agreed=agreed, on=IN_TIME)
    assert fresh(pact).state == PactState.SEALED


def test_who_signed_by_account_meanwhile_stays_so(house: Hospital) -> None:
    pact = make.opened(house, parties=make.both(house))
    sheet = make.ticked(house, pact, house.group)
    make.sign(pact, house.head, house.group)
    agreed = [make.place(pact, house.group).pk]
    actions.confirm_sheet(actor=house.director, sheet=sheet, agreed=agreed, on=IN_TIME)
    assert make.place(pact, house.group).manner == "password"


def test_a_tick_needs_a_name_and_a_place_of_this_pact(house: Hospital) -> None:
    pact, elsewhere = make.opened(house), make.opened(house)

    def record(signed: dict[int, str]) -> str:
        return refused(
            lambda: actions.record_sheet(
                actor=house.officer, pact=pact, scan=make.scan(), signed=signed, on=IN_TIME
            )
        )

    key = make.place(pact, house.group).pk
    assert record({}) == "Đánh dấu ít nhất một bên đã ký trên bản quét."
    assert record({key: " "}) == "Ghi tên người đã ký cho Tổ công đoàn Nội."
    assert record({make.place(elsewhere, house.group).pk: "A"}) == (
        "Có bên không thuộc giao ước này: hãy mở lại trang."
    )


def test_a_witness_may_be_the_second_person(house: Hospital) -> None:
    watcher = person_in(house.other_group, name="Người chứng kiến")
    parties = [*make.both(house)[:2], PartyFacts(house.hospital, "witness", signer=watcher)]
    pact = make.opened(house, parties=parties)
    sheet = make.ticked(house, pact, house.group)
    agreed = [make.place(pact, house.group).pk]
    assert watcher.user is not None
    actions.confirm_sheet(actor=watcher.user, sheet=sheet, agreed=agreed, on=IN_TIME)
    assert make.place(pact, house.group).manner == "hand"


# Amending.


def test_an_amendment_is_signed_again_and_the_old_version_keeps_its_hash(house: Hospital) -> None:
    old = make.sealed(house)
    new = actions.amend_pact(actor=house.officer, pact=old, reason="Thêm chỉ tiêu.")
    assert (new.version, new.state, new.original) == (2, PactState.DRAFT, old)
    assert [p.signed_at for p in queries.parties_of(new)] == [None, None]
    clauses = [*make.CLAUSES[:1], replace(make.CLAUSES[1], text="Không có sai sót.")]
    actions.update_pact(
        actor=house.officer, pact=new, facts={}, parties=make.both(house)[:2], clauses=clauses
    )
    actions.open_pact(actor=house.officer, pact=new, on=IN_TIME)
    assert fresh(old).state == PactState.SEALED
    make.sign(new, house.head, house.group)
    make.sign(new, house.other_member, house.other_group)

    before, after = fresh(old), fresh(new)
    assert (before.state, after.state) == (PactState.SUPERSEDED, PactState.SEALED)
    assert before.record_sha256 == old.record_sha256 != after.record_sha256
    assert queries.check_seal(before).holds
    assert queries.check_seal(after).holds
    assert [paper.reference for paper in Paper.objects.order_by("pk")] == ["01/GƯTĐ", "02/GƯTĐ"]
    third = actions.amend_pact(actor=house.officer, pact=after, reason="Đổi hạn.")
    assert (third.version, third.original) == (3, old)


def test_only_what_is_sealed_is_amended_and_with_a_reason(house: Hospital) -> None:
    def amend(pact: Pact, reason: str = "Lý do.") -> str:
        return refused(lambda: actions.amend_pact(actor=house.officer, pact=pact, reason=reason))

    assert amend(make.opened(house)) == (
        "Đang ở trạng thái «Đang lấy chữ ký» nên không thực hiện được việc này."
    )
    assert amend(make.sealed(house), " ") == "Ghi lý do sửa đổi giao ước."


def test_a_second_pact_of_a_movement_is_a_pact_of_its_own(house: Hospital) -> None:
    movement = launched(house)
    first, second = make.sealed(house, movement=movement), make.sealed(house, movement=movement)
    assert queries.versions_of(first, house.officer) == [first]
    assert queries.versions_of(second, house.officer) == [second]
