"""Pages that close an account, open it again, drop a lost second factor; for whom, with reason."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from thidua.accounts.models import User
from thidua.accounts.queries import second_factors_of
from thidua.core.models import AuditEntry
from thidua.orgs.states import Role
from thidua.orgs.tests.factories import Hospital, hospital, person_in

pytestmark = pytest.mark.django_db
ADMINS_ONLY = "đang giữ vai trò, nên chỉ quản trị hệ thống cấp lại đăng nhập được."


@pytest.fixture
def house() -> Hospital:
    return hospital()


def offered(client: Client, actor: User, person) -> dict[str, str]:
    """Links of the card on signing in, by their words."""
    client.force_login(actor)
    page = BeautifulSoup(
        client.get(reverse("orgs:person", args=[person.pk])).content, "html.parser"
    )
    names = ("reset", "deactivate", "reactivate", "drop_second_factor")
    ours = {reverse(f"orgs:{name}", args=[person.pk]): name for name in names}
    return {
        ours[a["href"]]: " ".join(a.get_text().split())
        for a in page.select("main a[href]")
        if a["href"] in ours
    }


def test_what_is_offered_follows_the_account(client: Client, house: Hospital) -> None:
    member = house.member.person

    assert offered(client, house.admin, member) == {
        "reset": "Cấp lại đăng nhập", "deactivate": "Cho ngừng tài khoản",
    }  # fmt: skip

    TOTP.activate(house.member, "JBSWY3DPEHPK3PXP")
    assert offered(client, house.admin, member) == {
        "reset": "Cấp lại đăng nhập", "drop_second_factor": "Gỡ xác thực hai lớp",
        "deactivate": "Cho ngừng tài khoản",
    }  # fmt: skip

    User.objects.filter(pk=house.member.pk).update(is_active=False)
    assert offered(client, house.admin, member) == {"reactivate": "Mở lại tài khoản"}
    assert offered(client, house.inspector, member) == {}
    assert offered(client, house.member, member) == {}


@pytest.mark.parametrize(
    ("name", "action"),
    [
        ("deactivate", "accounts.user.deactivate"),
        ("reactivate", "accounts.user.reactivate"),
        ("drop_second_factor", "accounts.user.drop_second_factor"),
    ],
)
def test_each_asks_a_reason_and_notes_it(
    client: Client, house: Hospital, name: str, action: str
) -> None:
    TOTP.activate(house.member, "JBSWY3DPEHPK3PXP")
    User.objects.filter(pk=house.member.pk).update(is_active=name != "reactivate")
    person = house.member.person
    here = reverse(f"orgs:{name}", args=[person.pk])
    client.force_login(house.admin)

    without = client.post(here, {"reason": ""})
    done = client.post(here, {"reason": "Theo đơn ngày 01/03/2026"})

    assert without.status_code == 200
    assert without.context["form"].errors["reason"] == ["Cần điền mục này."]
    assert done["Location"] == reverse("orgs:person", args=[person.pk])
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.facts) == (action, {"reason": "Theo đơn ngày 01/03/2026"})
    house.member.refresh_from_db()
    assert house.member.is_active == (name != "deactivate")
    assert second_factors_of(house.member) == ([] if name == "drop_second_factor" else ["totp"])


@pytest.mark.parametrize("name", ["deactivate", "reactivate", "drop_second_factor"])
def test_a_helper_reaches_only_those_without_a_role(
    client: Client, house: Hospital, name: str
) -> None:
    client.force_login(person_in(house.hospital, Role.HELPER).user)

    plain = client.get(reverse(f"orgs:{name}", args=[house.member.person.pk]))
    head = client.get(reverse(f"orgs:{name}", args=[house.director.person.pk]))

    assert plain.status_code == 200
    assert head.status_code == 403
    assert f"{house.director} {ADMINS_ONLY}" in head.content.decode()


@pytest.mark.parametrize("role", ["head", "officer", "director", "member", "inspector", "stranger"])
def test_others_do_not(client: Client, house: Hospital, role: str) -> None:
    client.force_login(getattr(house, role))

    answer = client.get(reverse("orgs:reactivate", args=[house.other_member.person.pk]))

    assert answer.status_code == 403
