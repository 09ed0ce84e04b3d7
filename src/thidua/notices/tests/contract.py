"""Cases of the action contract."""

from datetime import time, timedelta

from tests.contract import Case, case

from thidua.core import period
from thidua.orgs.tests.factories import UserFactory, hospital

TOO_LONG = "Chọn giờ hết nghỉ trong vòng 48 giờ tới."
SIGN_IN = "Bạn cần đăng nhập bằng tài khoản của mình."


@case("notices.preference.set")
def set_preference() -> Case:
    facts = {"quiet_from": time(8), "quiet_until": time(15)}
    return Case(hospital().member, {"facts": facts}, UserFactory(), SIGN_IN)


@case("notices.preference.rest")
def rest() -> Case:
    return Case(
        hospital().member, {"until": period.now() + timedelta(hours=8)}, UserFactory(), SIGN_IN,
        wrong=lambda: ({"until": period.now() + timedelta(hours=49)}, TOO_LONG),
    )  # fmt: skip
