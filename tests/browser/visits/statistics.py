"""Statistics, what was sent, and what strangers read of decisions and honours."""

from types import SimpleNamespace
from typing import Any

from django.urls import reverse

from tests.browser.visits.visit import Visit
from tests.support import world
from thidua.analytics import actions
from thidua.analytics.tests import factories
from thidua.core import period


def of_statistics(here: world.World) -> list[Visit]:
    """A year with honours of ministry and State, one of its tables sent; strangers' pages."""
    house: Any = SimpleNamespace(hospital=here.top, union=here.union, department=here.group)
    factories.state_level(house)
    factories.ministry_level(house)
    factories.decided(house, "BK_LDLD", "province", unsplit=14)
    year = period.year(world.TODAY.year)
    sent = actions.send_statistic(
        actor=here.user("canbo"), unit=here.top, table="0603", span=year, receiver="Sở Nội vụ"
    )
    factories.honoured(factories.decided(house, "BK_BT", "central"), here.group)
    of_year = f"?nam={world.TODAY.year}"

    def table(page: str, name: str, more: str = "") -> str:
        return f"{reverse(f'analytics:{page}', args=[name])}{of_year}{more}"

    return [
        ("analytics/index.html", "canbo", reverse("analytics:index")),
        ("analytics/table.html", "canbo", table("table", "0602")),
        ("analytics/table.html", "canbo", table("table", "muc-khen")),
        ("analytics/behind.html", "canbo", table("behind", "0603", "&hang=01&cot=1")),
        ("analytics/send.html", "canbo", table("send", "0603")),
        ("analytics/sent.html", "canbo", reverse("analytics:sent", args=[sent.pk])),
        ("ui/list_page.html", "canbo", reverse("analytics:sent_list")),
        ("portal/decisions.html", "-", reverse("portal:decisions")),
        ("portal/honours.html", "-", reverse("portal:honours")),
    ]
