"""Pages of pacts: what each role sees, presses and is told."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from thidua.core import capability
from thidua.core.text import fold
from thidua.movements.tests.factories import IN_TIME, approved, launched
from thidua.movements.tests.outcomes import told
from thidua.orgs.models import Deputation
from thidua.orgs.states import Role
from thidua.orgs.tests.factories import Hospital
from thidua.pacts import actions, queries
from thidua.pacts.actions import PartyFacts
from thidua.pacts.models import Pact, Sheet
from thidua.pacts.states import PactState
from thidua.pacts.tests import factories as make
from thidua.pacts.tests.pages import as_, at, messages_of, read, words

pytestmark = pytest.mark.django_db
CANARY = "Chim hoàng yến 7Q"


# Who sees what.


def statuses(house: Hospital, address: str) -> dict[str, int]:
    roles = ("officer", "director", "inspector", "head", "member", "admin", "stranger")
    found = {}
    for name in roles:
        answer = as_(getattr(house, name)).get(address)
        read(answer)
        found[name] = answer.status_code
    return found


EVERYBODY_IN = dict.fromkeys(("officer", "director", "inspector", "head", "member"), 200)
OUTSIDE = {"admin": 403, "stranger": 403}


def test_a_draft_is_read_by_those_who_watch_over_it(house: Hospital) -> None:
    pact = make.draft(house, title=CANARY)
    watchers = dict.fromkeys(("officer", "director", "inspector"), 200)
    others = dict.fromkeys(("head", "member", "admin", "stranger"), 403)
    for name in ("detail", "paper", "changes", "progress", "sign", "ceremony", "ceremony_parties"):
        assert statuses(house, at(name, pact.pk)) == watchers | others, name


def test_an_open_pact_is_read_by_the_movement_and_by_nobody_outside(house: Hospital) -> None:
    pact = make.opened(house, title=CANARY)
    for name in ("detail", "paper", "progress", "ceremony", "ceremony_parties"):
        assert statuses(house, at(name, pact.pk)) == EVERYBODY_IN | OUTSIDE, name
    for name in ("edit", "open", "recall", "amend", "close", "record_sheet"):
        found = statuses(house, at(name, pact.pk))
        assert {who for who, status in found.items() if status != 403} == {"officer"}, name
    follow = {who for who, s in statuses(house, at("follow_up")).items() if s == 200}
    assert follow == {"officer"}


@pytest.mark.parametrize(
    ("role", "sees_draft", "sees_open"),
    [
        ("officer", True, True), ("director", True, True), ("inspector", True, True),
        ("head", False, True), ("member", False, True), ("other_member", False, True),
        ("admin", False, False), ("stranger", False, False),
    ],
)  # fmt: skip
def test_no_page_leaks_a_name(
    house: Hospital, role: str, sees_draft: bool, sees_open: bool
) -> None:
    make.draft(house, title=f"{CANARY} nháp")
    make.opened(house, title=f"{CANARY} mở")
    user = getattr(house, role)
    pages = [as_(user).get(at("list")), as_(user).get(f"{reverse('portal:search')}?q=hoang+yen+7q")]
    pages.append(as_(user).get(f"{at('list')}?export=xlsx"))
    for page in pages[:2]:
        text = page.content.decode()
        assert (f"{CANARY} nháp" in text, f"{CANARY} mở" in text) == (sees_draft, sees_open)
    found = capability.SEARCH["pacts"](user, fold(CANARY), limit=9)
    assert len(found) == sees_draft + sees_open
    if not sees_open:
        asked = capability.asks(user, on=IN_TIME)
        assert CANARY not in str(asked)


def test_scans_are_opened_by_those_in_charge_and_who_sign(house: Hospital) -> None:
    pact = make.opened(house)
    scan = make.ticked(house, pact, house.group).scan
    assert scan is not None
    found = statuses(house, reverse("documents:file", args=[scan.pk]))
    assert found == EVERYBODY_IN | OUTSIDE | {"member": 403}


def test_the_sealed_paper_is_read_by_whoever_reads_the_pact(house: Hospital) -> None:
    pact = make.sealed(house)
    answer = as_(house.member).get(at("paper", pact.pk), follow=True)
    read(answer)
    assert answer["Content-Type"] == "application/pdf"
    assert as_(house.stranger).get(answer.redirect_chain[-1][0]).status_code == 403


def test_a_list_costs_the_same_for_one_and_three(house: Hospital) -> None:
    def cost() -> int:
        client = as_(house.officer)
        client.get(at("list"))
        with CaptureQueriesContext(connection) as queried:
            client.get(at("list"))
        return len(queried)

    movement = launched(house)
    make.opened(house, movement=movement)
    first = cost()
    make.opened(house, movement=movement)
    make.draft(house, movement=movement)
    assert cost() == first


# From draft to seal through the pages.


def test_a_new_pact_begins_with_what_the_units_registered(house: Hospital) -> None:
    movement = launched(house)
    approved(house, movement)
    page = as_(house.officer).get(f"{at('create')}?phong-trao={movement.pk}")
    initial = [row.initial for row in page.context["parties"].forms]
    assert [(row["unit"], row["titles"]) for row in initial] == [
        (house.other_group.pk, []), (house.group.pk, []),
    ]  # fmt: skip
    offers = capability.offers(house.officer, movement, on=IN_TIME)
    assert f"{at('create')}?phong-trao={movement.pk}" in [offer.url for offer in offers]
    assert "Lập giao ước" not in str(capability.offers(house.head, movement, on=IN_TIME))


def typed(house: Hospital, **more: str) -> dict[str, str]:
    return {
        "title": "Thi đua nước rút", "held_on": "5/9/2025", "sign_by": "08.09.2025",
        "noi-dung-TOTAL_FORMS": "2", "noi-dung-INITIAL_FORMS": "0",
        "noi-dung-0-text": "Có người đăng ký", "noi-dung-0-measure": "movements.registered_people",
        "noi-dung-0-operator": "ge", "noi-dung-0-target": "1,5",
        "noi-dung-1-text": "Giữ nghiêm kỷ luật",
        "cac-ben-TOTAL_FORMS": "3", "cac-ben-INITIAL_FORMS": "0",
        "cac-ben-0-unit": str(house.group.pk), "cac-ben-0-role": "party",
        "cac-ben-0-titles": "TTLDXS",
        "cac-ben-1-unit": str(house.other_group.pk), "cac-ben-1-role": "party",
        "cac-ben-1-signer": make.person_of(house.other_member).code,
        "cac-ben-2-role": "party", **more,
    }  # fmt: skip


def test_the_form_makes_parties_and_clauses_of_its_rows(house: Hospital) -> None:
    movement = launched(house)
    address = f"{at('create')}?phong-trao={movement.pk}"
    answer = as_(house.officer).post(address, typed(house), follow=True)
    pact = Pact.objects.get()
    assert messages_of(answer) == ["Đã lưu dự thảo giao ước."]
    assert [(c.text, str(c.target)) for c in queries.clauses_of(pact)] == [
        ("Có người đăng ký", "1.500"), ("Giữ nghiêm kỷ luật", "None"),
    ]  # fmt: skip
    assert [(p.unit, p.titles, p.signer) for p in queries.parties_of(pact)] == [
        (house.group, ["TTLDXS"], None),
        (house.other_group, [], make.person_of(house.other_member)),
    ]
    page = as_(house.officer).get(at("edit", pact.pk))
    assert page.context["parties"].forms[1].initial["signer"].startswith("NV")
    fewer = typed(house) | {"cac-ben-1-DELETE": "on", "noi-dung-1-DELETE": "on"}
    as_(house.officer).post(at("edit", pact.pk), fewer)
    assert (pact.parties.count(), pact.clauses.count()) == (1, 1)


@pytest.mark.parametrize(
    ("more", "where", "error"),
    [
        ({"noi-dung-0-operator": ""}, "clauses", "Chọn cách so sánh với mức phấn đấu."),
        ({"noi-dung-0-target": ""}, "clauses", "Ghi mức phấn đấu."),
        ({"noi-dung-1-target": "2"}, "clauses", "Có mức phấn đấu thì chọn số đo."),
        ({"cac-ben-0-signer": "KHONGCO"}, "parties", "Không có ai mang mã nhân viên «KHONGCO»."),
    ],
)
def test_the_form_says_what_a_row_lacks(
    house: Hospital, more: dict[str, str], where: str, error: str
) -> None:
    address = f"{at('create')}?phong-trao={launched(house).pk}"
    answer = as_(house.officer).post(address, typed(house, **more))
    errors = [str(e) for row in answer.context[where].errors for each in row.values() for e in each]
    assert errors == [error]
    assert not Pact.objects.exists()


def test_an_open_pact_is_not_edited(house: Hospital) -> None:
    pact = make.opened(house)
    answer = as_(house.officer).get(at("edit", pact.pk), follow=True)
    assert messages_of(answer) == [
        "Đang ở trạng thái «Đang lấy chữ ký» nên không thực hiện được việc này."
    ]


def test_opening_first_says_whom_it_asks(house: Hospital) -> None:
    make.ready(house)
    pact = make.draft(house, parties=make.both(house))
    page = words(as_(house.officer).get(at("open", pact.pk)))
    assert f"Tổ công đoàn Nội Bên ký kết {house.head.full_name}" in page
    assert f"Bệnh viện Quân y Sông Thao Chứng kiến {house.director.full_name}" in page
    answer = as_(house.officer).post(at("open", pact.pk), follow=True)
    assert messages_of(answer) == ["Đã mở lấy chữ ký; các bên đã được báo."]


def test_a_head_is_asked_signs_on_the_phone_and_finds_it_again(house: Hospital) -> None:
    make.opened(house)
    (ask,) = capability.ASKS["pacts"](house.head, on=IN_TIME)
    assert (str(ask.what), ask.due_on, ask.detail) == (
        "Ký giao ước: Tổ công đoàn Nội", make.SIGN_BY, make.TITLE,
    )  # fmt: skip
    head = as_(house.head)
    assert "Bạn ký cho Tổ công đoàn Nội." in words(head.get(ask.url))
    wrong = head.post(ask.url, {"secret": "sai"})
    assert messages_of(wrong) == ["Mật khẩu hoặc mã xác thực chưa đúng nên chưa ký. Hãy nhập lại."]
    assert "sai" not in str(wrong.context["form"]["secret"].value())
    done = head.post(ask.url, {"secret": make.SECRET}, follow=True)
    assert messages_of(done) == ["Bạn đã ký giao ước cho Tổ công đoàn Nội."]
    assert capability.ASKS["pacts"](house.head, on=IN_TIME) == []
    (section,) = capability.MINE["pacts"](house.head, on=IN_TIME)
    assert [(str(own.title), str(own.detail)) for own in section.rows] == [
        (make.TITLE, "Ký cho Tổ công đoàn Nội ngày 05/09/2025")
    ]
    kept = capability.PERSONAL["pacts"](make.person_of(house.head))
    assert [row["pact__title"] for row in kept["signed"]] == [make.TITLE]


def test_the_sign_page_says_for_whom_a_deputy_acts(house: Hospital) -> None:
    pact = make.opened(house)
    held = make.person_of(house.head).roles.get(role=Role.HEAD)
    Deputation.objects.create(
        grant=held, deputy=make.person_of(house.member), basis="Giấy số 3", valid_from=IN_TIME,
        valid_to=IN_TIME,
    )  # fmt: skip
    page = words(as_(house.member).get(at("sign", pact.pk)))
    assert f"Bạn ký thay mặt {house.head.full_name}; giao ước ghi rõ như vậy." in page
    nobody = words(as_(house.inspector).get(at("sign", pact.pk)))
    assert "Bạn không ký giao ước này" in nobody


def test_the_officer_reminds_all_after_seeing_whom(house: Hospital) -> None:
    pact = make.opened(house)
    make.sign(pact, house.head, house.group)
    address = f"{at('follow_up')}?pact={pact.pk}"
    officer = as_(house.officer)
    assert "1 bên chưa ký trong các giao ước đang lấy chữ ký." in words(officer.get(address))
    preview = words(officer.post(address, {"do": "remind", "all": "1"}))
    assert f"{house.other_member.full_name} nhận một thông báo." in preview
    assert "Đã ký." in preview
    keys = make.place(pact, house.other_group).pk
    asked = {"do": "remind", "pick": str(keys), "confirm": "1"}
    assert messages_of(officer.post(address, asked, follow=True)) == ["Đã nhắc 1 bên."]
    assert len(told(house.other_member, "pacts.to_sign")) == 2


def test_the_follow_up_costs_the_same_for_more_parties(house: Hospital) -> None:
    def cost() -> int:
        client = as_(house.officer)
        client.get(at("follow_up"))
        with CaptureQueriesContext(connection) as queried:
            client.get(at("follow_up"))
        return len(queried)

    make.opened(house, parties=make.both(house))
    first = cost()
    make.opened(house, parties=make.both(house))
    assert cost() == first


def test_two_people_sign_others_in_from_the_scan(house: Hospital) -> None:
    pact = make.opened(house)
    group, other = (make.place(pact, u).pk for u in (house.group, house.other_group))
    sent = {
        "scan": make.scan(), f"signed_{group}": "on", f"name_{group}": house.head.full_name,
        f"name_{other}": "Không đánh dấu",
    }  # fmt: skip
    answer = as_(house.officer).post(at("record_sheet", pact.pk), sent, follow=True)
    assert messages_of(answer) == ["Đã ghi bản quét. Người thứ hai cần xác nhận."]
    sheet = Sheet.objects.get()
    own = words(as_(house.officer).get(at("confirm_sheet", sheet.pk)))
    assert "Bạn đã đánh dấu bản quét này nên người thứ hai phải xác nhận." in own
    (ask,) = [
        a for a in capability.ASKS["pacts"](house.director, on=IN_TIME) if "quét" in str(a.what)
    ]
    answer = as_(house.director).post(ask.url, {"agreed": [group]}, follow=True)
    assert messages_of(answer) == ["Đã xác nhận chữ ký trên bản quét."]
    assert make.place(pact, house.group).manner == "hand"
    assert as_(house.member).get(ask.url).status_code == 403


def test_closing_asks_a_reason_for_each_missing_party(house: Hospital) -> None:
    pact = make.opened(house, parties=make.both(house))
    make.sign(pact, house.head, house.group)
    make.sign(pact, house.other_member, house.other_group)
    witness = make.place(pact, house.hospital)
    officer = as_(house.officer)
    empty = officer.post(at("close", pact.pk), {})
    assert empty.context["form"].errors == {f"absence_{witness.pk}": ["Cần điền mục này."]}
    officer.post(at("close", pact.pk), {f"absence_{witness.pk}": "Đi công tác."})
    assert Pact.objects.get(pk=pact.pk).state == PactState.SEALED
    page = words(as_(house.member).get(at("detail", pact.pk)))
    assert "Đi công tác." in page
    assert "Niêm phong nguyên vẹn" in page


def test_the_officer_is_asked_to_close_after_the_last_day(house: Hospital) -> None:
    make.opened(house)
    assert capability.ASKS["pacts"](house.officer, on=make.SIGN_BY) == []
    (ask,) = capability.ASKS["pacts"](house.officer, on=make.SIGN_BY.replace(day=9))
    assert str(ask.what) == "Niêm phong giao ước: 0/2 bên đã ký"


def test_an_amendment_shows_what_it_changes(house: Hospital) -> None:
    pact = make.sealed(house)
    answer = as_(house.officer).post(
        at("amend", pact.pk), {"reason": "Nâng mức phấn đấu."}, follow=True
    )
    assert messages_of(answer) == ["Đã lập dự thảo bản sửa đổi."]
    new = Pact.objects.get(version=2)
    old_page = at("detail", pact.pk)
    assert at("detail", new.pk) in as_(house.officer).get(old_page).content.decode()
    assert at("detail", new.pk) not in as_(house.member).get(old_page).content.decode()
    actions.update_pact(
        actor=house.officer, pact=new, facts={"place": "Hội trường B"},
        parties=[PartyFacts(house.group, titles=["TTLDXS"]), PartyFacts(house.other_group)],
        clauses=make.CLAUSES,
    )  # fmt: skip
    page = words(as_(house.officer).get(at("changes", new.pk)))
    assert "Nơi và ngày ký kết Hội trường A 05/09/2025 Hội trường B" in page
    assert "Các bên" in page
    assert "Chỉ tiêu" not in page
    assert "Đây là bản đầu tiên." in words(as_(house.officer).get(at("changes", pact.pk)))


def test_a_broken_seal_stands_on_the_page(house: Hospital) -> None:
    pact = make.sealed(house)
    Pact.objects.filter(pk=pact.pk).update(commitment="Sửa lén.")
    page = words(as_(house.member).get(at("detail", pact.pk)))
    assert "Niêm phong đã bị phá: nội dung ghi trong hệ thống đã bị sửa sau khi niêm phong." in page


def test_progress_is_shown_for_any_day(house: Hospital) -> None:
    movement = launched(house)
    approved(house, movement)
    pact = make.sealed(house, movement=movement)
    page = words(as_(house.member).get(at("progress", pact.pk)))
    assert "Đến hết ngày 05/09/2025: 1 đạt, 1 chưa đạt, 0 thiếu số liệu." in page
    before = words(as_(house.member).get(f"{at('progress', pact.pk)}?ngay=31/8/2025"))
    assert "Đến hết ngày 31/08/2025: 0 đạt, 0 chưa đạt, 0 thiếu số liệu." in before
    assert "Không áp dụng" in before
    wrong = as_(house.member).get(f"{at('progress', pact.pk)}?ngay=32/8/2025")
    assert "Ghi ngày theo mẫu 22/11/2026." in words(wrong)
