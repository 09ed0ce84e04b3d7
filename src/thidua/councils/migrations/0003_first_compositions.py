"""The decision that set up each council becomes the first of its compositions."""

from typing import Any

from django.db import migrations


def begin(apps: Any, schema_editor: Any) -> None:
    council = apps.get_model("councils", "Council")
    composition = apps.get_model("councils", "Composition")
    composition.objects.bulk_create(
        composition(
            council=each, decision=each.decision,
            valid_from=each.valid_from, valid_to=each.valid_to,
        ) for each in council.objects.filter(compositions=None)
    )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("councils", "0002_sittings_substitutes_conflicts")]
    operations = [migrations.RunPython(begin, migrations.RunPython.noop)]
