"""Cases of the action contract."""

from typing import Any

from allauth.mfa.models import Authenticator
from tests.contract import Case, case

from thidua.accounts import actions
from thidua.accounts.models import FirstSignIn, User
from thidua.accounts.queries import slip_of
from thidua.core.action import SYSTEM
from thidua.orgs.tests.factories import Hospital, hospital

NOT_ADMIN = "Việc này dành cho quản trị hệ thống của đơn vị."
NOT_HELPER = "Việc này dành cho người hỗ trợ đăng nhập, quản trị hệ thống của Khoa Nội."


def _stranger_of(house: Hospital) -> User:
    return house.other_member


def _closed(user: User) -> User:
    User.objects.filter(pk=user.pk).update(is_active=False)
    return user


@case("accounts.user.create")
def create() -> Case:
    house = hospital()
    facts = {"code": "MOI1", "full_name": "Lê Thị Mới", "phone": "+84912345678"}

    def wrong() -> tuple[dict[str, Any], str]:
        User.objects.filter(pk=house.member.pk).update(phone="+84912345678")
        return facts, "Số điện thoại +84912345678 đã có người dùng."

    return Case(house.admin, facts, house.stranger, NOT_ADMIN, wrong=wrong)


@case("accounts.users.create")
def create_many() -> Case:
    house = hospital()
    people = [{"code": "MOI1", "full_name": "Lê Thị Mới", "phone": "", "email": ""}]
    return Case(house.admin, {"people": people}, house.stranger, NOT_ADMIN)


@case("accounts.user.update")
def update() -> Case:
    house = hospital()
    facts = {"user": house.member, "code": "BS1", "full_name": "Lê Thị Mới", "phone": ""}

    def wrong() -> tuple[dict[str, Any], str]:
        taken = house.head.code
        return {**facts, "code": taken}, f"Mã nhân viên {taken} đã có người dùng."

    return Case(
        house.admin, facts, _stranger_of(house), NOT_HELPER, frozenset({"code", "full_name"}), wrong
    )


@case("accounts.user.deactivate")
def deactivate() -> Case:
    house = hospital()
    facts = {"user": house.member, "reason": "Nghỉ hưu"}
    return Case(
        house.admin, facts, _stranger_of(house), NOT_HELPER, frozenset({"is_active"}),
        lambda: ({**facts, "user": _closed(house.member)}, "Tài khoản này đã ngừng hoạt động."),
    )  # fmt: skip


@case("accounts.user.reactivate")
def reactivate() -> Case:
    house = hospital()
    _closed(house.member)
    facts = {"user": house.member, "reason": "Trở lại công tác"}
    return Case(
        house.admin, facts, _stranger_of(house), NOT_HELPER, frozenset({"is_active"}),
        lambda: ({**facts, "user": house.head}, "Tài khoản này đang hoạt động."),
    )  # fmt: skip


@case("accounts.user.reset")
def reset() -> Case:
    house = hospital()
    facts = {"user": house.member}
    refusal = f"Tài khoản của {house.member} đã ngừng hoạt động."
    return Case(
        house.admin, facts, _stranger_of(house), NOT_HELPER,
        wrong=lambda: ({"user": _closed(house.member)}, refusal),
    )  # fmt: skip


@case("accounts.user.fold")
def fold() -> Case:
    house = hospital()
    facts = {"user": house.member, "into": house.other_member, "reason": "Nhập hai lần"}

    def wrong() -> tuple[dict[str, Any], str]:
        house.member.person.memberships.all().delete()
        return facts, "Tài khoản này chưa gắn với đơn vị nào."

    return Case(
        house.admin, facts, _stranger_of(house), NOT_HELPER, frozenset({"is_active"}), wrong
    )


@case("accounts.user.drop_second_factor")
def drop_second_factor() -> Case:
    house = hospital()
    Authenticator.objects.create(user=house.member, type=Authenticator.Type.TOTP, data={})
    facts = {"user": house.member, "reason": "Mất điện thoại"}
    return Case(
        house.admin, facts, _stranger_of(house), NOT_HELPER,
        wrong=lambda: (
            {**facts, "user": house.head}, "Tài khoản này chưa bật xác thực hai lớp."
        ),
    )  # fmt: skip


@case("accounts.slips.issue")
def issue() -> Case:
    house = hospital()

    def wrong() -> tuple[dict[str, Any], str]:
        house.member.set_password("mưa-rơi-rào-rào")
        house.member.save()
        reason = "đã đặt mật khẩu; dùng «Cấp lại đăng nhập» nếu người đó quên."
        return {"users": [house.member]}, f"{house.member} {reason}"

    return Case(
        house.admin, {"users": [house.member]}, _stranger_of(house), NOT_HELPER, wrong=wrong
    )


@case("accounts.slip.use")
def use() -> Case:
    house = hospital()
    (token,) = actions.issue_first_sign_in_slips(actor=house.admin, users=[house.member])
    slip = slip_of(token)
    facts = {"slip": slip, "password": "mưa-rơi-rào-rào"}

    def wrong() -> tuple[dict[str, Any], str]:
        FirstSignIn.objects.update(used_at="2026-01-01T00:00:00Z")
        reason = "Phiếu này đã dùng hoặc đã hết hạn. Nhờ người hỗ trợ của đơn vị in lại."
        return facts, reason

    return Case(
        house.member, facts, house.head, "Phiếu đăng nhập này được cấp cho người khác.",
        frozenset({"used_at"}), wrong,
    )  # fmt: skip


@case("accounts.user.erase")
def erase() -> Case:
    house = hospital()
    facts = {"user": house.member, "name": "Người đã xóa dữ liệu"}
    return Case(
        house.admin, facts, _stranger_of(house), NOT_HELPER,
        frozenset({"code", "full_name", "is_active"}),
    )  # fmt: skip


@case("accounts.demo.open")
def open_demo() -> Case:
    house = hospital()
    facts = {"codes": [house.member.code], "password": "mưa-rơi-rào-rào"}
    return Case(SYSTEM, facts, house.admin, "Chỉ hệ thống thực hiện việc này.")


@case("accounts.language.choose")
def choose_language() -> Case:
    house = hospital()
    facts = {"user": house.member, "language": "en"}
    return Case(
        house.member, facts, house.admin, "Việc này chỉ chủ tài khoản làm được.",
        frozenset({"language"}),
        lambda: ({**facts, "language": "tlh"}, "Phần mềm không có ngôn ngữ này."),
    )  # fmt: skip
