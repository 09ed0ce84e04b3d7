"""Merits of several lines, unscheduled praise, and who is proposed beside who works there."""

from django.urls import reverse

from tests.browser.visits.visit import Visit
from tests.support import world
from thidua.awards import actions as awards


def of_merits(here: world.World) -> list[Visit]:
    """A dossier in draft whose merit serves another line, and a deed that waits."""
    here.open_round(3)
    officer = here.user("canbo")
    dossier = here.round.dossiers.select_related("person", "round__unit").order_by("pk").first()
    merit = awards.tell_merit(actor=officer, dossier=dossier)
    awards.report_deed(
        actor=officer, unit=here.top, subjects=[here.members[0]], done_on=world.TODAY,
        title="Cấp cứu kịp thời một người bị ngừng tim trên đường đi làm", on=world.TODAY,
    )  # fmt: skip
    return [
        ("awards/merit.html", "canbo", reverse("awards:merit", args=[merit.pk])),
        ("awards/dossier.html", "canbo", reverse("awards:dossier", args=[dossier.pk])),
        ("awards/spot.html", "canbo", reverse("awards:spot")),
        (
            "awards/fairness.html", "giamdoc",
            reverse("awards:round_fairness", args=[here.round.pk]),
        ),
    ]  # fmt: skip
