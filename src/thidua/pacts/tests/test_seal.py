"""Seals: what they cover, and what of a later change is seen, inside and by strangers."""

from decimal import Decimal
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from thidua.movements.tests.factories import IN_TIME
from thidua.orgs.tests.factories import Hospital
from thidua.pacts import actions, queries, wording
from thidua.pacts.models import Clause, Pact, Party
from thidua.pacts.queries import Seal
from thidua.pacts.tests import factories as make

pytestmark = pytest.mark.django_db


def seal_of(pact: Pact) -> Seal:
    found = queries.pact_by_key(pact.pk)
    assert found is not None
    return queries.check_seal(found)


def test_a_seal_holds_until_something_changes(house: Hospital) -> None:
    pact = make.sealed(house)
    assert seal_of(pact) == Seal(record_holds=True, file_holds=True, trail_holds=True)
    assert wording.seal_sentence(seal_of(pact)) == (
        "Niêm phong nguyên vẹn: nội dung, tệp và nhật ký khớp nhau."
    )


def test_a_unit_or_person_renamed_later_breaks_nothing(house: Hospital) -> None:
    pact = make.sealed(house)
    house.group.name = "Tổ công đoàn Nội tổng hợp"
    house.group.save()
    person = make.person_of(house.head)
    person.full_name = "Tên khác"
    person.save()
    assert seal_of(pact).holds
    assert str(make.place(pact, house.group)) == "Tổ công đoàn Nội"


def test_every_signed_fact_is_covered(house: Hospital) -> None:
    pact = make.sealed(house)
    clause, party = pact.clauses.first(), make.place(pact, house.group)
    assert clause is not None
    changes = [
        (Pact, pact.pk, {"commitment": "Khác."}),
        (Clause, clause.pk, {"target": Decimal("0.5")}),
        (Party, party.pk, {"signer_name": "Người khác"}),
        (Party, party.pk, {"titles": ["GK"]}),
        (Party, party.pk, {"signed_at": "2025-09-04T08:00+07:00"}),
    ]
    for model, key, change in changes:
        rows = model.objects.filter(pk=key)  # type: ignore[attr-defined] # of three models
        before = rows.values(*change).get()
        rows.update(**change)
        assert seal_of(pact) == Seal(record_holds=False, file_holds=True, trail_holds=True), change
        rows.update(**before)
    assert seal_of(pact).holds


def test_a_record_and_its_hash_changed_together_are_betrayed_by_the_trail(house: Hospital) -> None:
    pact = make.sealed(house)
    Pact.objects.filter(pk=pact.pk).update(record_sha256="0" * 64)
    seal = seal_of(pact)
    assert (seal.record_holds, seal.trail_holds) == (False, False)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE documents_paper SET sha256 = %s", ["1" * 64])
    assert not seal_of(pact).file_holds
    assert wording.seal_sentence(seal_of(pact)) == (
        "Niêm phong đã bị phá: nội dung ghi trong hệ thống đã bị sửa sau khi niêm phong; "
        "tệp PDF hoặc bản quét đã bị thay đổi hoặc không còn; mã băm không khớp với nhật ký."
    )


def file_of(pact: Pact) -> Path:
    found = queries.pact_by_key(pact.pk)
    assert found is not None
    assert found.paper is not None
    assert found.paper.pdf is not None
    return Path(found.paper.pdf.content.path)


def test_a_changed_and_a_missing_file_are_seen(house: Hospital) -> None:
    pact = make.sealed(house)
    path = file_of(pact)
    content = path.read_bytes()
    try:
        path.chmod(0o600)
        path.write_bytes(content + b" ")
        assert seal_of(pact) == Seal(record_holds=True, file_holds=False, trail_holds=True)
        path.unlink()
        assert not seal_of(pact).file_holds
    finally:
        path.write_bytes(content)
    assert seal_of(pact).holds


def test_a_changed_scan_is_seen(house: Hospital) -> None:
    pact = make.opened(house)
    sheet = make.ticked(house, pact, house.group, house.other_group)
    agreed = [make.place(pact, unit).pk for unit in (house.group, house.other_group)]
    actions.confirm_sheet(actor=house.director, sheet=sheet, agreed=agreed, on=IN_TIME)
    assert seal_of(pact).holds
    assert sheet.scan is not None
    path = Path(sheet.scan.content.path)
    content = path.read_bytes()
    try:
        path.chmod(0o600)
        path.write_bytes(content[:-1])
        assert not seal_of(pact).file_holds
    finally:
        path.write_bytes(content)


def test_strangers_see_the_hash_and_that_it_was_broken(client: Client, house: Hospital) -> None:
    pact = make.sealed(house)
    assert pact.paper is not None
    address = reverse("portal:verify", args=[pact.paper.code])
    page = client.get(address).content.decode()
    assert "Văn bản này là thật" in page
    assert pact.record_sha256 in page
    assert pact.paper.sha256 in page
    assert house.head.full_name not in page

    Pact.objects.filter(pk=pact.pk).update(commitment="Sửa lén.")
    page = client.get(address).content.decode()
    assert "Văn bản này đã bị thay đổi" in page
    assert "Hợp lệ" not in page
    assert "nội dung ghi trong hệ thống đã bị sửa sau khi niêm phong" in page
