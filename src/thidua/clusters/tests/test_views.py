"""The pages as people meet them."""

from typing import Any

from django.test import Client
from django.urls import reverse

from thidua.clusters import queries
from thidua.clusters.models import Cluster
from thidua.clusters.tests.factories import cluster
from thidua.orgs.tests.factories import Hospital


def as_(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


TYPED = {
    "name": "Khối số 2", "kind": "block", "decision": "QĐ 07", "since": "2025-01-01",
    "members": "tnoi\nTổ công đoàn Ngoại\n", "head": "CDCS", "deputies": "TNGOAI",
}  # fmt: skip


def test_the_officer_pastes_a_cluster_and_renews_and_ends_it(house: Hospital) -> None:
    officer = as_(house.officer)
    empty = officer.get(reverse("clusters:list")).content.decode()
    assert "Chưa có cụm, khối thi đua nào" in empty
    assert reverse("clusters:set_up") in empty
    answer = officer.post(reverse("clusters:set_up"), {**TYPED, "unit": house.hospital.pk})
    assert answer.status_code == 200  # the head is neither a member nor the owner
    typed = {**TYPED, "unit": house.hospital.pk, "head": "BV"}
    answer = officer.post(reverse("clusters:set_up"), typed)
    made = Cluster.objects.get()
    assert answer.url == reverse("clusters:cluster", args=[made.pk])
    shown = officer.get(answer.url).content.decode()
    assert "Tổ công đoàn Ngoại" in shown
    assert "QĐ 07" in shown
    change = reverse("clusters:change", args=[made.pk])
    assert "TNGOAI · Tổ công đoàn Ngoại\nTNOI ·" in officer.get(change).content.decode()
    typed["members"] = "TNGOAI · Tổ công đoàn Ngoại\nTNOI · Tổ công đoàn Nội"
    officer.post(change, {**typed, "since": "2025-10-01", "decision": "QĐ 09", "head": "TNOI"})
    assert queries.last_term(made).head == house.group
    before = officer.get(answer.url, {"ngay": "2025-09-30"}).content.decode()
    assert "Thành viên ngày 30/09/2025" in before
    assert (
        "Không có nhiệm kỳ nào" in officer.get(answer.url, {"ngay": "2020-01-01"}).content.decode()
    )
    end = reverse("clusters:end", args=[made.pk])
    assert officer.get(end).status_code == 200
    officer.post(end, {"on": "2025-10-14", "reason": "Sắp xếp lại."})
    assert "Đã kết thúc" in officer.get(answer.url).content.decode()
    assert "Đã kết thúc" in officer.get(reverse("clusters:list")).content.decode()


def test_what_was_not_understood_is_said_by_the_word(house: Hospital) -> None:
    house.other_group.name = house.group.name
    house.other_group.save()
    typed = {**TYPED, "unit": house.union.pk, "members": f"Tổ lạ\n{house.group.name}"}
    said = as_(house.officer).post(reverse("clusters:set_up"), typed).context["form"].errors
    assert "Không thấy «Tổ lạ»" in str(said["members"])
    assert "ghi mã, một trong TNOI, TNGOAI" in str(said["members"])


def test_members_read_and_strangers_do_not(house: Hospital) -> None:
    made = cluster(house)
    page = reverse("clusters:cluster", args=[made.pk])
    member, stranger = as_(house.member), as_(house.stranger)
    assert member.get(page).status_code == 200
    assert reverse("clusters:change", args=[made.pk]) not in member.get(page).content.decode()
    assert member.get(reverse("clusters:change", args=[made.pk])).status_code == 403
    assert stranger.get(page).status_code in {403, 404}
    assert not queries.visible_to(house.stranger).exists()
