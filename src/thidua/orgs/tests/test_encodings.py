"""Sheets from before Unicode: recognised, shown before and after, converted only when told to."""

import subprocess
import unicodedata
from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from thidua.core.encodings import TABLES, convert, recognise
from thidua.core.permit import Refused
from thidua.orgs import actions
from thidua.orgs.models import Import, Person
from thidua.orgs.tests.factories import Hospital, hospital

WRITTEN = [
    ("tcvn3", "NguyÔn ThÞ Lan", "Nguyễn Thị Lan"),
    ("tcvn3", "Ph¹m §øc Th¾ng", "Phạm Đức Thắng"),
    ("tcvn3", "TrÇn V¨n ¸nh", "Trần Văn Ánh"),
    ("tcvn3", "m· nh©n viªn", "mã nhân viên"),
    ("tcvn3", "§iÒu d\xadìng tr\xadëng", "Điều dưỡng trưởng"),
    ("vni", "Nguyeãn Thò Lan", "Nguyễn Thị Lan"),
    ("vni", "Traàn Vaên AÙnh", "Trần Văn Ánh"),
    ("vni", "Ñieàu döôõng tröôûng", "Điều dưỡng trưởng"),
    ("vni", "BAÙC SÓ", "BÁC SĨ"),
    ("vni", "Quyønh, Myõ, Kyø", "Quỳnh, Mỹ, Kỳ"),
]
TCVN3 = [
    ["M· nh©n viªn", "Hä vµ tªn", "Giíi tÝnh", "M· ®¬n vÞ"],
    ["BS77", "Vâ ThÞ Hång Nhung", "n÷", "KNOI"],
    ["BS78", "L\xad¬ng §×nh C\xadêng", "nam", "KNOI"],
]


@pytest.mark.parametrize(("encoding", "old", "new"), WRITTEN)
def test_text_is_recognised_and_converted(encoding: str, old: str, new: str) -> None:
    assert recognise([[old]]) == encoding
    assert convert(old, encoding) == new
    assert recognise([[new]]) is None


@pytest.mark.parametrize(
    "text", ["Hà", "Lê Thị Lan", "Võ Thành Công", "Müller", "Café crème", "José", "BS77", "", "QĐ"]
)
def test_other_text_is_left_alone(text: str) -> None:
    assert recognise([[text]]) is None


def test_cells_in_unicode_stay_among_others() -> None:
    assert convert("Nguyễn Thị Lan", "tcvn3") == "Nguyễn Thị Lan"


def test_tcvn3_agrees_with_the_tables_of_the_system() -> None:
    theirs = {
        old: unicodedata.normalize(
            "NFC",
            subprocess.run(
                ["iconv", "-f", "TCVN5712-1", "-t", "UTF-8"],
                input=old.encode("latin-1"), capture_output=True, check=True,
            ).stdout.decode(),
        )
        for old in TABLES["tcvn3"]
    }  # fmt: skip
    assert theirs == TABLES["tcvn3"]
    assert len(theirs) == 73


def test_every_letter_has_its_writing_in_vni() -> None:
    toned = {
        unicodedata.normalize("NFC", vowel + tone)
        for vowel in "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
        for tone in ("", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323")
    }
    assert set(TABLES["vni"].values()) == (toned | {"đ", "Đ"}) - set("aeiouyAEIOUY")


@pytest.fixture
def house() -> Hospital:
    return hospital()


@pytest.fixture
def imported(house: Hospital) -> Import:
    return actions.preview_import(
        actor=house.admin, unit=house.hospital, kind="people", sheet=TCVN3
    )


@pytest.mark.django_db
def test_a_sheet_is_not_taken_before_somebody_decides(house: Hospital, imported: Import) -> None:
    with pytest.raises(Refused) as refused:
        actions.start_import(actor=house.admin, imported=imported)

    assert str(refused.value) == (
        "Tệp dùng bảng mã cũ TCVN3 (ABC). Chọn chuyển sang Unicode hoặc giữ nguyên trước."
    )


@pytest.mark.django_db
def test_the_page_shows_both_writings_then_takes_the_converted(
    client: Client, house: Hospital, imported: Import
) -> None:
    client.force_login(house.admin)
    here = reverse("orgs:import", args=[imported.pk])

    page = BeautifulSoup(client.get(here).content, "html.parser")
    rows = [[cell.get_text() for cell in tr.select("th, td")] for tr in page.select("tbody tr")]
    assert rows == [
        ["2", "BS77 · Vâ ThÞ Hång Nhung · n÷ · KNOI", "BS77 · Võ Thị Hồng Nhung · nữ · KNOI"],
        ["3", "BS78 · L\xad¬ng §×nh C\xadêng · nam · KNOI", "BS78 · Lương Đình Cường · nam · KNOI"],
    ]
    client.post(here, {"convert": "1"})
    client.post(here, {"take": "1"})

    found = Person.objects.filter(code__in=["BS77", "BS78"]).order_by("code")
    assert list(found.values_list("full_name", "sex")) == [
        ("Võ Thị Hồng Nhung", "female"), ("Lương Đình Cường", "male"),
    ]  # fmt: skip


@pytest.mark.django_db
def test_kept_as_it_is_the_rows_are_judged_as_written(
    client: Client, house: Hospital, imported: Import
) -> None:
    client.force_login(house.admin)
    here = reverse("orgs:import", args=[imported.pk])

    client.post(here, {"keep-encoding": "1"})

    answer = client.get(here)
    assert [(p["row"], p["why"]) for p in answer.context["problems"]] == [
        (2, "«n÷» không có trong danh mục.")
    ]
    imported.refresh_from_db()
    assert imported.rows[0]["values"]["full_name"] == "Vâ ThÞ Hång Nhung"


@pytest.mark.django_db
def test_a_sheet_in_unicode_is_not_asked_about(client: Client, house: Hospital) -> None:
    imported = actions.preview_import(
        actor=house.admin, unit=house.hospital, kind="people",
        sheet=[["Mã nhân viên", "Họ và tên", "Mã đơn vị"], ["BS77", "Lê Thị Hà", "KNOI"]],
    )  # fmt: skip
    client.force_login(house.admin)

    answer = client.get(reverse("orgs:import", args=[imported.pk]))

    assert "encoding" not in answer.context
    actions.start_import(actor=house.admin, imported=imported)
    assert Person.objects.get(code="BS77").user.created_at.date() >= date(2020, 1, 1)
