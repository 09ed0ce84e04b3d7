"""The pages of old registers, from the file to the register and out again."""

from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from thidua.awards.models import Honour
from thidua.core.models import TaskRun
from thidua.legacy import tasks
from thidua.legacy.actions import mapping, taking
from thidua.legacy.models import Batch, Row
from thidua.legacy.tests.factories import HEAD, line, workbook
from thidua.orgs.tests.factories import Hospital, hospital, person_in

pytestmark = pytest.mark.django_db


def client_of(user: Any) -> Client:
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


class Told:
    """What a task tells, kept."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def __call__(self, done: int, total: int, what: str = "") -> None:
        self.said.append(what)

    aside = __call__

    def finish(self, *, message: str = "", url: str = "") -> None:
        self.said.append(message)


def mapping_posted(batch: Batch) -> dict[str, Any]:
    sheet = batch.sheets[0]
    posted = {f"s0-c_{name}": str(at) for name, at in sheet["columns"].items()}
    return {"s0-is_used": "on", "s0-k_line": "government", **posted}


def test_an_officer_goes_from_the_file_to_the_register_and_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    house: Hospital = hospital()
    person_in(house.department, name="Trần Thị Ánh Nguyệt")
    officer = client_of(house.officer)
    file = SimpleUploadedFile(
        "so.xlsx",
        workbook([HEAD, line("Trần Thị Ánh Nguyệt"), line("Lê Văn Bính", reference="9/QĐ")]),
    )
    officer.post(reverse("legacy:upload"), {"unit": house.hospital.pk, "file": file})
    batch = Batch.objects.get()
    here = [batch.pk]
    sent = officer.post(reverse("legacy:columns", args=here), mapping_posted(batch))
    assert sent.headers["Location"] == reverse("legacy:batch", args=here)
    page = officer.get(reverse("legacy:batch", args=here)).content.decode()
    assert "Ghi 1 dòng vào sổ" in page
    assert "Chưa rõ là ai" in page

    monkeypatch.setattr(taking, "IN_THE_REQUEST", 0)
    started = officer.post(reverse("legacy:take", args=here))
    run = TaskRun.objects.get()
    assert started.headers["Location"] == reverse("orgs:task", args=[run.pk])
    told = Told()
    for _again in range(2):
        tasks.take(told, actor_id=house.officer.pk, **run.arguments)  # type: ignore[arg-type] # what it tells is kept
    assert told.said[-1] == "Đã ghi 1 khen thưởng."
    assert Honour.objects.count() == 1

    unclear = Row.objects.get(state="open")
    row = reverse("legacy:row", args=[batch.pk, unclear.pk])
    assert "lập hồ sơ cũ, không tài khoản" in officer.get(row).content.decode()
    officer.post(row, {"la": "leave"})
    sheet = officer.get(reverse("legacy:report", args=here))
    assert sheet.content[:2] == b"PK"
    bulk = {"do": "former", "pick": [unclear.pk], "confirm": "1"}
    officer.post(reverse("legacy:rows", args=here), bulk)
    unclear.refresh_from_db()
    assert (unclear.state, unclear.is_former) == ("ready", True)

    officer.post(reverse("legacy:undo", args=here), {"reason": "Nhập nhầm sổ"})
    undone = TaskRun.objects.latest("pk")
    tasks.undo(told, actor_id=house.officer.pk, **undone.arguments)  # type: ignore[arg-type] # as above
    assert (Honour.objects.count(), told.said[-1]) == (0, "Đã rút khỏi sổ khen thưởng.")

    monkeypatch.setattr(mapping, "IN_THE_REQUEST", 0)
    officer.post(reverse("legacy:check", args=here))
    tasks.check(told, actor_id=house.officer.pk, **TaskRun.objects.latest("pk").arguments)  # type: ignore[arg-type] # as above
    assert told.said[-1] == "Đã đọc 2 dòng."
    unclear = Row.objects.get(name="Lê Văn Bính")
    assert (unclear.state, unclear.is_former) == ("ready", True)
    officer.post(reverse("legacy:discard", args=here))
    batch.refresh_from_db()
    assert (batch.state, batch.file, Row.objects.count()) == ("discarded", None, 0)
    for name in ("batch", "columns", "rows", "undo", "report"):
        assert client_of(house.head).get(reverse(f"legacy:{name}", args=here)).status_code == 403
