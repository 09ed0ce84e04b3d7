"""Three levels over the invented hospital: a department, the hospital, the department of health."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from thidua.awards import actions
from thidua.awards.models import Dossier, Round
from thidua.awards.tests.factories import DAY, Scene, scene
from thidua.orgs.models import Unit
from thidua.orgs.states import ManagingBody, Role, UnitKind
from thidua.orgs.tests.factories import UnitFactory, person_in


@dataclass(frozen=True)
class Ladder:
    """A round of each level for the same movement, and who runs the lowest and the highest."""

    at: Scene
    below: Round
    middle: Round
    above: Round
    department_officer: Any
    health_officer: Any
    health_director: Any

    def recommended(self, *names: str) -> list[Dossier]:
        """Dossiers that the department's own meeting has agreed to."""
        keys = []
        for name in names:
            made = Scene(self.at.house, self.at.movement, self.below, self.at.council)
            keys.append(made.submitted(name).pk)
        Dossier.objects.filter(pk__in=keys).update(state="recommended")
        return list(Dossier.objects.filter(pk__in=keys).order_by("pk"))

    def rise(self, round: Round, actor: Any, rows: Any, to: Round, **more: Any) -> Any:  # noqa: A002 # as the action has it
        return actions.rise(
            actor=actor, round=round, dossiers=[row.pk for row in rows], to_round=to, on=DAY, **more
        )

    def risen(self, *names: str) -> list[Dossier]:
        """The same, passed up to the hospital's round."""
        rows = self.recommended(*names)
        self.rise(self.below, self.department_officer, rows, self.middle)
        return list(Dossier.objects.filter(pk__in=[row.pk for row in rows]).order_by("pk"))

    def received(self, *names: str) -> list[Dossier]:
        """And checked there."""
        rows = self.risen(*names)
        keys = [row.pk for row in rows]
        actions.receive(
            actor=self.at.house.officer, round=self.middle, dossiers=keys, on=DAY, reason="Đã rõ"
        )
        return list(Dossier.objects.filter(pk__in=keys).order_by("pk"))


def ladder() -> Ladder:
    at = scene()
    health = UnitFactory(
        name="Sở Y tế Phú Trung", code="SYT", short_name="SYT", kind=UnitKind.HEALTH_DEPARTMENT,
        managing_body=ManagingBody.PROVINCE, place="Việt Trì",
    )  # fmt: skip
    at.house.hospital.parent = health
    for unit in Unit.objects.exclude(pk=health.pk).order_by("pk"):
        unit.parent = health if unit.pk == at.house.hospital.pk else unit.parent
        unit.save()

    def opened(unit: Unit, name: str) -> Round:
        return Round.objects.create(
            unit=unit, movement=at.movement, name=name, year=2025, awards=["GK"],
            submit_by=date(2025, 12, 31),
        )  # fmt: skip

    department = Unit.objects.get(pk=at.house.department.pk)
    at.round.refresh_from_db()
    return Ladder(
        at, opened(department, "Khoa đề nghị"), at.round, opened(health, "Khen thưởng toàn ngành"),
        person_in(department, Role.OFFICER).user, person_in(health, Role.OFFICER).user,
        person_in(health, Role.DIRECTOR).user,
    )  # fmt: skip
