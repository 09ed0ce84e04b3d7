"""What of conferences and nominations may reach whom."""

from typing import Any

from tests.leaks.planted import Planted, secret
from tests.leaks.roles import KEEPER, WATCHERS

from thidua.awards.models import Honour
from thidua.conferences import actions
from thidua.conferences.models import Conference
from thidua.core import period


def planted(here: Any) -> Planted:
    officer, on, author = here.user("canbo"), period.today(), here.members[1]
    made = [
        actions.create_conference(
            actor=officer, unit=here.union,
            facts={
                "name": f"Hội nghị {n}", "first_year": on.year - 4, "last_year": on.year,
                "least_of_people": 1, "least_of_units": 1,
            },
        ) for n in range(3)
    ]  # fmt: skip
    opened = actions.open_nominations(actor=officer, conference=made[0], on=on)
    Honour.objects.filter(person=author).update(year=on.year)
    nomination = actions.nominate(
        actor=here.head.user, conference=opened, unit=here.group, subject=author, reason="…", on=on
    )
    return Planted(
        objects={
            "<int:pk>": [each.pk for each in made],
            "<int:pk>/du-tieu-chi/<int:unit>": [(opened.pk, here.group.pk)],
            "<int:pk>/gioi-thieu/<int:unit>/<str:who>": [
                (opened.pk, here.group.pk, f"p{author.pk}")
            ],
            "<int:pk>/<str:name>.<str:ext>": [
                (opened.pk, name, ext) for name in ("dai-bieu", "moi-du") for ext in ("pdf", "xlsx")
            ],
            "gioi-thieu/<int:pk>": [nomination.pk],
        },
        secrets=[
            secret(Conference.objects.get(pk=made[1].pk), "name", WATCHERS),
            secret(nomination, "reason", WATCHERS | {"head", "author"} | KEEPER),
        ],
    )
