"""Rows of the registers as facts of the law: kinds of awards, works and what they carried."""

from thidua.awards.queries.records import Carried, Held, Made
from thidua.awards.states import Way
from thidua.legal.evidence import Use
from thidua.legal.packs import packs
from thidua.legal.terms import AwardType, Kind

# The unit's head recognises at the unit's own level; what is not decided is not known.
RECOGNISED = {"recognised": True, "refused": False}


def work_record(entry: Made) -> str:
    """The initiative with its recognition, the certificate of article 84."""
    told = f"Sáng kiến «{entry.title}»"
    if entry.recognised_on is None:
        return told
    by = f"Quyết định số {entry.recognition_number} " if entry.recognition_number else ""
    return f"{told}, công nhận cấp cơ sở: {by}ngày {entry.recognised_on:%d/%m/%Y}"


def use_of(carried: Carried) -> Use:
    """An award that an initiative has carried, as the law reads it."""
    pack = packs().get(carried.award)
    return Use(
        award=carried.award, kind=pack.kind if pack else Kind.COMMENDATION, year=carried.year,
        decision=f"{carried.reference} ngày {carried.decided_on:%d/%m/%Y}",
    )  # fmt: skip


_TYPES = {
    Way.MERIT: AwardType.MERIT, Way.THEMATIC: AwardType.MOVEMENT, Way.AD_HOC: AwardType.AD_HOC,
    Way.EXTERNAL: AwardType.EXTERNAL, Way.CONTRIBUTION: AwardType.CONTRIBUTION,
    Way.SERVICE_LENGTH: AwardType.SERVICE_LENGTH,
}  # fmt: skip


def type_of(honour: Held) -> AwardType:
    """Unscheduled awards and those for a movement do not count towards higher merit.

    Decree 152/2025, article 4. What an old register does not say is told by the movement.
    """
    if honour.movement is not None:
        return AwardType.MOVEMENT
    return _TYPES[Way(honour.way)] if honour.way in Way else AwardType.MERIT
