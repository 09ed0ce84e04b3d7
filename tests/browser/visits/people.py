"""Who comes in, their accounts, people and units."""

from django.urls import reverse

from tests.browser.visits.visit import Visit
from tests.support import world
from thidua.orgs import actions as orgs


def people_and_account(here: world.World) -> list[Visit]:
    admin = here.user("admin")
    imported = orgs.preview_import(
        actor=admin, unit=here.top, kind="units",
        sheet=[
            ["Mã đơn vị", "Tên đơn vị", "Loại", "Hệ", "Mã đơn vị cấp trên"],
            ["K09", "Khoa Nhi", "khoa, phòng", "chính quyền", "BVST"],
        ],
    )  # fmt: skip
    newcomer = orgs.add_person(
        actor=admin, unit=here.group, code="MOI01", full_name="Đỗ Văn Khách", kind="union",
        valid_from=world.SINCE,
    )  # fmt: skip
    ((_person, token),) = orgs.issue_slips(actor=admin, unit=here.group, people=[newcomer])
    member = here.members[2]
    return [
        ("account/login.html", "-", reverse("account_login")),
        ("accounts/type_token.html", "-", reverse("accounts:type_token")),
        ("accounts/first_sign_in.html", "-", reverse("accounts:first_sign_in", args=[token])),
        ("accounts/slip_over.html", "-", reverse("accounts:first_sign_in", args=["A" * 16])),
        ("accounts/me.html", "admin", reverse("accounts:me")),
        ("account/password_change.html", "admin", reverse("account_change_password")),
        ("account/reauthenticate.html", "admin", reverse("account_reauthenticate")),
        ("account/logout.html", "admin", reverse("account_logout")),
        ("mfa/index.html", "admin", reverse("mfa_index")),
        ("mfa/totp/activate_form.html", "admin", reverse("mfa_activate_totp")),
        ("usersessions/usersession_list.html", "admin", reverse("usersessions_list")),
        ("orgs/units.html", "admin", reverse("orgs:units")),
        ("orgs/unit.html", "admin", reverse("orgs:unit", args=[here.top.pk])),
        ("orgs/days.html", "canbo", reverse("orgs:moved_days", args=[here.top.pk])),
        ("orgs/ask.html", "admin", reverse("orgs:new_unit", args=[here.top.pk])),
        ("ui/list_page.html", "admin", reverse("orgs:people")),
        ("orgs/person.html", "admin", reverse("orgs:person", args=[member.pk])),
        ("orgs/reset.html", "admin", reverse("orgs:reset", args=[member.pk])),
        ("orgs/merge.html", "admin", reverse("orgs:merge", args=[member.pk]) + "?person=MOI01"),
        ("orgs/slips.html", "admin", reverse("orgs:slips", args=[here.group.pk])),
        ("orgs/bring.html", "admin", reverse("orgs:import_people")),
        ("orgs/import.html", "admin", reverse("orgs:import", args=[imported.pk])),
        ("orgs/who_may_see.html", "admin", f"{reverse('orgs:who_may_see')}?path=/don-vi/"),
        ("403.html", "member", reverse("orgs:import_people")),
        ("404.html", "member", "/khong-co-trang-nay/"),
        ("ui/more.html", "admin", reverse("ui:more")),
        ("ui/gallery.html", "admin", reverse("ui:gallery")),
        ("ui/offline.html", "-", reverse("ui:offline", args=["vi"])),
        ("portal/search.html", "admin", f"{reverse('portal:search')}?q=cao+diem"),
    ]
