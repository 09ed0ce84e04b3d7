"""Pages of sheets and printers, with and without script."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from thidua.certificates.models import Printer, Stock
from thidua.certificates.states import Field
from thidua.certificates.tests.contract import printer, scan, stock
from thidua.orgs.tests.factories import Hospital, hospital

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> Hospital:
    return hospital()


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def sent(kept: Stock, **changes: Any) -> dict[str, Any]:
    """What the form sends for a kept sheet."""
    placed = {box.field: box for box in kept.placed}
    data: dict[str, Any] = {"name": kept.name}
    for field in Field:
        box = placed.get(field.value)
        facts = box.facts if box else {}
        for key in ("x", "y", "width", "height", "size", "least"):
            data[f"{field.value}-{key}"] = str(facts.get(key, 20)).replace(".", ",")
        data[f"{field.value}-weight"] = facts.get("weight", "regular")
        data[f"{field.value}-align"] = facts.get("align", "left")
        data[f"{field.value}-colour"] = facts.get("colour", "#000000")
        if box:
            data[f"{field.value}-on"] = "on"
    return data | changes


def test_a_sheet_is_made_placed_scanned_tried_and_retired(house: Hospital) -> None:
    client = signed_in(house.officer)
    made = client.post(
        reverse("certificates:create"),
        {"unit": house.hospital.pk, "name": "Phôi A3", "sheet": "420x297",
         "valid_from": "01/01/2025"},
    )  # fmt: skip
    kept = Stock.objects.get()
    page = reverse("certificates:stock", args=[kept.pk])
    assert made.url == page  # type: ignore[attr-defined]
    assert (kept.width, kept.height, len(kept.boxes)) == (420, 297, 11)

    client.post(reverse("certificates:scan", args=[kept.pk]), {"scan": scan()})
    shown = client.get(page).content.decode()
    assert "Ảnh phôi chỉ hiện trên màn hình, không in ra." in shown
    assert client.get(reverse("certificates:preview", args=[kept.pk])).content[1:4] == b"PNG"

    saved = client.post(page, sent(kept, **{"recipient-x": "55,5", "qr-on": "on"}))
    assert saved.status_code == 302
    kept.refresh_from_db()
    assert [(b.field, b.x) for b in kept.placed if b.field in ("recipient", "qr")] == [
        ("recipient", 55.5), ("qr", 20.0),
    ]  # fmt: skip

    client.post(reverse("certificates:retire", args=[kept.pk]))
    kept.refresh_from_db()
    assert kept.valid_to is not None
    assert "Lưu phôi" not in client.get(page).content.decode()


def test_a_sheet_of_another_size_asks_for_both_measures(house: Hospital) -> None:
    client = signed_in(house.officer)
    data = {"unit": house.hospital.pk, "name": "Phôi", "sheet": "", "valid_from": "01/01/2025"}
    form = client.post(reverse("certificates:create"), {**data, "width": "360"}).context["form"]
    assert form.errors == {"height": ["Ghi kích thước của khổ khác."]}
    client.post(reverse("certificates:create"), {**data, "width": "360", "height": "237"})
    assert [float(side) for side in Stock.objects.values_list("width", "height").get()] == [
        360, 237,
    ]  # fmt: skip


def test_the_picture_follows_the_form_and_changes_nothing(house: Hospital) -> None:
    client, kept = signed_in(house.officer), stock(house)
    address = reverse("certificates:preview", args=[kept.pk])
    before = client.get(address).content
    moved = client.post(address, sent(kept, **{"recipient-y": "20"}))
    assert moved["Content-Type"] == "image/png"
    assert moved.content != before
    assert client.get(address).content == before

    outside = client.post(address, sent(kept, **{"recipient-x": "200"}))
    assert (outside.status_code, outside.content.decode()) == (
        422, "Ô «Người, tập thể được tặng» nằm ra ngoài tờ phôi: giảm vị trí hoặc bề rộng, cao.",
    )  # fmt: skip
    wrong = client.post(address, sent(kept, **{"recipient-x": "?"}))
    assert (wrong.status_code, wrong.content.decode()) == (
        422, "Người, tập thể được tặng: từ trái: Ghi một số, ví dụ 1.200,5.",
    )  # fmt: skip


def test_without_script_the_page_itself_shows_what_is_not_saved(house: Hospital) -> None:
    client, kept = signed_in(house.officer), stock(house)
    page = reverse("certificates:stock", args=[kept.pk])
    shown = client.post(page, sent(kept, **{"recipient-y": "20", "look": "1"}))
    assert shown.context["picture"].startswith("data:image/png;base64,iVBOR")
    assert Stock.objects.get().boxes == kept.boxes
    refused = client.post(page, sent(kept, **{"recipient-x": "200", "look": "1"}))
    assert refused.context["picture"] == reverse("certificates:preview", args=[kept.pk])


def test_a_test_print_takes_the_correction_of_the_printer(house: Hospital) -> None:
    client, kept, moved = signed_in(house.officer), stock(house), printer(house)
    address = reverse("certificates:test_print", args=[kept.pk])
    plain, corrected = client.get(address), client.get(f"{address}?may-in={moved.pk}")
    assert plain["Content-Type"] == corrected["Content-Type"] == "application/pdf"
    assert plain.content != corrected.content


def test_a_test_print_of_boxes_too_small_says_so(house: Hospital) -> None:
    client, kept = signed_in(house.officer), stock(house)
    kept.boxes = [{**kept.boxes[2], "width": 20, "least": 27}]
    kept.save()
    answer = client.get(reverse("certificates:test_print", args=[kept.pk]), follow=True)
    (message,) = answer.context["messages"]
    assert str(message).startswith("Nội dung không vừa ô dù đã thu chữ đến cỡ nhỏ nhất")


def test_printers_are_kept_and_corrected(house: Hospital) -> None:
    client = signed_in(house.officer)
    client.post(
        reverse("certificates:add_printer"),
        {"unit": house.hospital.pk, "name": "Máy A", "right": "-1,5", "down": "0"},
    )
    made = Printer.objects.get()
    page = reverse("certificates:printer", args=[made.pk])
    refused = client.post(page, {"name": "Máy A", "right": "30", "down": "0"})
    assert [str(m) for m in refused.context["messages"]][-1:] == [
        "Độ lệch mỗi chiều không quá 20 mm: xem lại cách đặt giấy."
    ]
    client.post(page, {"name": "Máy B", "right": "2", "down": "-0,5"})
    made.refresh_from_db()
    assert (str(made), float(made.right), float(made.down)) == ("Máy B", 2, -0.5)
    assert "Máy B" in client.get(reverse("certificates:printers")).content.decode()


def test_only_who_keeps_papers_opens_the_pages(house: Hospital) -> None:
    stranger, kept = signed_in(house.member), stock(house)
    addresses = [
        reverse("certificates:stocks"), reverse("certificates:create"),
        reverse("certificates:stock", args=[kept.pk]), reverse("certificates:printers"),
    ]  # fmt: skip
    assert [stranger.get(address).status_code for address in addresses] == [403] * 4
