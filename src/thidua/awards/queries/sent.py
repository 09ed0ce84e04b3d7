"""What another installation knew of a dossier that it sent: its assessment, with the evidence."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from thidua import legal
from thidua.awards.models import Dossier, Origin
from thidua.legal import Assessment, Evidence
from thidua.legal.codec import DecodeError


def read_assessment(data: Mapping[str, Any] | None) -> Assessment | None:
    """The sender's assessment; `None` where there is none or another version wrote it."""
    if data is None:
        return None
    try:
        return Assessment.from_dict(data)
    except DecodeError:
        return None


def judged_here(award: str, sent: Assessment | None) -> Assessment | None:
    """The sender's own evidence before our packs; `None` where either is not known here."""
    if sent is None or sent.award != award:
        return None
    try:
        return sent.recompute()
    except legal.UnknownAward:
        return None


def as_sent(dossiers: Sequence[Dossier], found: dict[int, Evidence]) -> dict[int, Evidence]:
    """The evidence, for dossiers that came by parcel that of their sender.

    The records lie there; here are only the list in public, and holds that were placed here.
    """
    keys = {dossier.origin_id: dossier.pk for dossier in dossiers if dossier.origin_id}
    if not keys:
        return found
    told = dict(found)
    for origin in Origin.objects.filter(pk__in=keys):
        sent, own = read_assessment(origin.assessment), found[keys[origin.pk]]
        if sent is not None:
            told[keys[origin.pk]] = replace(
                sent.evidence, disclosure=own.disclosure, holds=own.holds or sent.evidence.holds
            )
    return told
