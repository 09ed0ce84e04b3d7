"""Local rules from draft to preview, and the short questions about corner cases."""

from django.urls import reverse

from tests.browser.visits.visit import Visit
from tests.support import world
from thidua.overlays.states import RowKind
from thidua.overlays.tests import factories


def of_local_rules(here: world.World) -> list[Visit]:
    """A province's draft and its preview, a rule of the unit, and questions that anybody asks."""
    admin, officer = here.user("admin"), here.user("canbo")
    rows = (factories.POWER, factories.VOTES, factories.QUOTA, factories.RATING)
    draft = factories.draft(admin, here.top, *rows)
    own = factories.held(
        officer, here.top, factories.QUOTA, scope="unit", number="04/QC-BVST",
        issuer="Bệnh viện Quân y Sông Thao", title="Quy chế thi đua, khen thưởng của bệnh viện",
    )  # fmt: skip
    question = f"{reverse('overlays:corner', args=['chuyen-cong-tac'])}?there=7&here=5&opinion=none"
    criterion = reverse("overlays:criterion", args=[draft.pk])
    return [
        ("ui/list_page.html", "admin", reverse("overlays:rules")),
        ("overlays/form.html", "admin", reverse("overlays:create")),
        ("overlays/form.html", "admin", f"{criterion}?award=LDTT&check=worked_months"),
        (
            "overlays/form.html", "admin",
            reverse("overlays:enter", args=[draft.pk, RowKind.QUOTA.value]),
        ),
        ("overlays/form.html", "admin", reverse("overlays:write", args=[draft.pk])),
        ("overlays/rule.html", "admin", reverse("overlays:rule", args=[draft.pk])),
        ("overlays/rule.html", "canbo", reverse("overlays:rule", args=[own.pk])),
        ("overlays/preview.html", "admin", reverse("overlays:preview", args=[draft.pk])),
        ("overlays/corners.html", "-", reverse("overlays:corners")),
        ("overlays/corner.html", "-", question),
    ]  # fmt: skip
