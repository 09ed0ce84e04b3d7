"""Everything that is kept here on one person."""

from typing import Any

from thidua.awards.models import Dossier, Honour, Merit, Passage, Rating


def record_of(person: Any) -> dict[str, list[dict[str, Any]]]:
    """What is kept here on one person."""
    ratings = Rating.objects.filter(person=person).order_by("year")
    dossiers = (
        Dossier.objects.filter(person=person).select_related("round", "report").order_by("pk")
    )
    honours = Honour.objects.filter(person=person).order_by("decided_on", "pk")
    merits = Merit.objects.filter(person=person).order_by("pk")
    passages = (
        Passage.objects.filter(dossier__person=person)
        .select_related("dossier", "from_round__unit", "to_round__unit", "parcel")
        .order_by("pk")
    )
    return {
        "merits": [
            {"title": each.title, "text": each.text, "done_on": each.done_on} for each in merits
        ],
        "ratings": [
            {"year": each.year, "level": each.get_level_display(), "basis": each.basis}
            for each in ratings
        ],
        "dossiers": [
            {
                "round": each.round.name, "award": each.award, "achievement": each.achievement,
                "state": each.get_state_display(), "confirmed": each.confirmed,
                "return_reason": each.return_reason, "override_reason": each.override_reason,
                "report": each.report.texts if hasattr(each, "report") else {},
            } for each in dossiers
        ],
        "passages": [
            {
                "award": each.dossier.award, "from": str(each.from_round.unit),
                "to": str(each.to_round.unit) if each.to_round else each.to_body,
                "sent_on": each.sent_on, "state": each.get_state_display(),
                "answered_on": each.answered_on, "reason": each.reason,
                # The signed file is kept with the round's papers and is not cut apart.
                "parcel": str(each.parcel) if each.parcel else "",
            } for each in passages
        ],
        "honours": [
            {
                "award": each.award, "year": each.year, "achievement": each.achievement,
                "decision": each.decision_reference, "decided_on": each.decided_on,
                "prize": each.prize, "revoked_on": each.revoked_on,
            } for each in honours
        ],
    }  # fmt: skip
