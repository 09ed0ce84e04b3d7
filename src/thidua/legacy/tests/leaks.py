"""What of old registers may reach whom."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from tests.leaks.planted import Planted, secret

from thidua.legacy import actions
from thidua.legacy.tests.factories import HEAD, line, workbook

OFFICER = frozenset({"officer"})


def planted(here: Any) -> Planted:
    officer = here.user("canbo")
    rows = [line("Phạm Hữu Trọng"), line("Ngô Thị Lụa"), line("Khoa Nội Cũ", reference="2/QĐ")]
    for number in (1, 2, 3):
        file = SimpleUploadedFile(f"so-{number}.xlsx", workbook([HEAD, *rows]))
        batch = actions.upload_batch(actor=officer, unit=here.top, file=file)
        actions.start_check(actor=officer, batch=batch)
    row = batch.rows.order_by("number").first()
    return Planted(
        objects={
            "<int:pk>": [batch.pk],
            "<int:pk>/dong/<int:number>": [(batch.pk, row.pk)],
        },
        secrets=[secret(batch, "name", OFFICER), secret(row, "name", OFFICER)],
    )
