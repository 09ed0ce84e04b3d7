"""What measurements are taken over: the invented hospital with as many rows as are asked for."""

from datetime import date, timedelta
from typing import Any

DAY = date(2025, 12, 22)
PASSWORD = "do-dac-2025"


def with_initiatives(count: int) -> Any:
    """The tests' hospital and `count` submitted initiatives of its group, two authors each."""
    from thidua.core import period
    from thidua.initiatives.models import Author, Initiative
    from thidua.orgs.models import Person
    from thidua.orgs.tests.factories import hospital

    here = hospital()
    at = period.now()
    member = Person.objects.get(user=here.member)
    head = Person.objects.get(user=here.head)
    entries = Initiative.objects.bulk_create(
        Initiative(
            unit=here.group if number % 2 else here.other_group, entered_by=here.member,
            title=f"Sáng kiến số {number}: rút ngắn thời gian chờ của người bệnh",
            solution="Đổi thứ tự việc, dùng thẻ màu, gọi theo khung giờ.", benefit="process",
            figure_name="Thời gian chờ", figure_unit="phút", figure_before=40, figure_after=25,
            state="verified" if number % 3 else "submitted", created_at=at,
            submitted_at=at - timedelta(hours=number),
        )
        for number in range(count)
    )  # fmt: skip
    Author.objects.bulk_create(
        Author(initiative=entry, person=person, share=50, order=order)
        for entry in entries
        for order, person in enumerate((member, head))
    )
    for user in (here.officer, here.member, here.head):
        user.set_password(PASSWORD)
        user.save()
    return here


def recommended(count: int) -> Any:
    """A round with `count` people recommended for a letter, ready for a decision."""
    from thidua.awards.models import Dossier
    from thidua.awards.tests.factories import scene
    from thidua.core.period import now
    from thidua.orgs.tests.factories import person_in

    at = scene()
    people = [person_in(at.house.group) for _ in range(count)]
    Dossier.objects.bulk_create(
        Dossier(
            round=at.round, award="GK", person=person, home_unit=at.house.department,
            achievement="Có thành tích xuất sắc trong đợt thi đua cao điểm", state="recommended",
            created_by=at.house.officer, created_at=now(),
        )
        for person in people
    )  # fmt: skip
    return at
