"""The «must hold» rows of a scenario: what was asked, what was seen, whether it holds."""

from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True)
class Row:
    """One row: its number and sentence, the figures seen, and the checks that failed."""

    number: int
    sentence: str
    figures: dict[str, Any]
    failed: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        return not self.failed

    def to_dict(self) -> dict[str, Any]:
        return {**asdict(self), "failed": list(self.failed), "holds": self.holds}


@dataclass
class Watch:
    """Collects one row's figures and compares them with what the facts demand."""

    number: int
    sentence: str
    figures: dict[str, Any] = field(default_factory=dict)
    failed: list[str] = field(default_factory=list)

    def see(self, **figures: Any) -> None:
        self.figures.update(figures)

    def expect(self, name: str, seen: Any, wanted: Any) -> None:
        """Keep what was seen; note a failure where it is not what was wanted."""
        self.figures[name] = seen
        if seen != wanted:
            self.failed.append(f"{name}: seen {seen!r}, wanted {wanted!r}")

    def row(self) -> Row:
        return Row(self.number, self.sentence, self.figures, tuple(self.failed))
