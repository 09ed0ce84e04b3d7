"""What is taken out of awards while a person's data is erased."""

from typing import Any

from thidua.awards.models import Origin


def forget_sent(person: Any) -> None:
    """What other installations told of a person beside the dossiers, which are archived.

    Called inside the act of erasing, whose permit and trail count. A signed parcel stays whole:
    it names others too, and its signature would no longer hold.
    """
    Origin.objects.filter(dossier__person=person).update(assessment=None)
