"""The register through the years: of people and units, from outside, brought along, old sheets."""

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.browser.visits.visit import Visit
from tests.support import world
from thidua.awards import actions as awards
from thidua.legacy import actions
from thidua.legacy.tests.factories import HEAD, line, workbook

TCVN3 = [
    "1", "TrÇn ThÞ ¸nh NguyÖt", "", "", "", "Lao ®éng tiªn tiÕn", "2009", "12/Q§", "",
    "BÖnh viÖn",
]  # fmt: skip


def of_the_past(here: world.World) -> list[Visit]:
    officer, members = here.user("canbo"), here.members
    outside = awards.enter_outside(
        actor=officer, unit=here.top, on=world.TODAY,
        facts={
            "reference": "1812/QĐ-TLĐ", "decided_on": date(2025, 6, 1), "level": "central",
            "decided_by": "Tổng Liên đoàn Lao động Việt Nam", "line": "union", "award": "BK_TLD",
            "way": "ad_hoc", "year": 2025, "individuals": 3, "collectives": 1,
            "occasion": "Thành tích xuất sắc trong phòng, chống dịch",
        },
    )  # fmt: skip
    awards.name_outside(actor=officer, outside=outside, subjects=[*members[:2], here.group])
    for reference in ("215/QĐ-BV", "0215/QĐ-BVST"):
        awards.take_past(
            actor=officer, unit=here.top,
            decisions=[
                awards.Past(
                    reference, date(2018, 12, 22), "Giám đốc Bệnh viện", "LDTT", 2018,
                    "government", entries=[(members[1].pk, None, "Hoàn thành tốt nhiệm vụ")],
                )
            ],
        )  # fmt: skip
    awards.state_nothing(
        actor=officer, unit=here.union, starts_on=date(2024, 1, 1), ends_on=date(2024, 12, 31)
    )
    rows = [
        line(members[0].full_name),
        line(f"{members[1].full_name} Anh"),
        line("Phạm Hữu Trọng", reference="9/QĐ-BV", born="1960"),
        line(members[1].full_name, award="Bằng khen", reference="10/QĐ-BV"),
    ]
    batch = actions.upload_batch(
        actor=officer, unit=here.top,
        file=SimpleUploadedFile("so-khen-thuong-2018.xlsx", workbook([HEAD, *rows])),
    )  # fmt: skip
    actions.start_check(actor=officer, batch=batch)
    old = actions.upload_batch(
        actor=officer, unit=here.top,
        file=SimpleUploadedFile("so-2009.xlsx", workbook([HEAD, TCVN3])),
    )  # fmt: skip
    unclear = batch.rows.filter(state="open").order_by("number").first()
    assert unclear is not None
    taken = actions.upload_batch(
        actor=officer, unit=here.top,
        file=SimpleUploadedFile("so-2017.xlsx", workbook([HEAD, rows[0]])),
    )  # fmt: skip
    actions.start_check(actor=officer, batch=taken)
    actions.start_take(actor=officer, batch=taken)
    outsides = {
        "awards/outside.html": "outside", "awards/outside_names.html": "outside_names",
        "awards/outside_unname.html": "outside_unname",
    }  # fmt: skip
    batches = {
        "legacy/columns.html": "columns", "legacy/batch.html": "batch", "legacy/rows.html": "rows"
    }  # fmt: skip
    return [
        ("awards/honours.html", "member", reverse("awards:honours_of", args=[members[1].pk])),
        ("awards/honours.html", "canbo", reverse("awards:honours_of_unit", args=[here.group.pk])),
        *(
            (template, "canbo", reverse(f"awards:{name}", args=[outside.pk]))
            for template, name in outsides.items()
        ),
        ("awards/form.html", "canbo", reverse("awards:outside_enter")),
        ("awards/below.html", "canbo", reverse("awards:below")),
        ("awards/bring.html", "canbo", reverse("awards:honours_bring")),
        ("awards/twins.html", "canbo", reverse("awards:twins")),
        ("ui/list_page.html", "canbo", reverse("awards:registry")),
        ("ui/list_page.html", "canbo", reverse("awards:outsides")),
        ("ui/list_page.html", "canbo", reverse("legacy:batches")),
        ("legacy/upload.html", "canbo", reverse("legacy:upload")),
        *(
            (template, "canbo", reverse(f"legacy:{name}", args=[batch.pk]))
            for template, name in batches.items()
        ),
        ("legacy/row.html", "canbo", reverse("legacy:row", args=[batch.pk, unclear.pk])),
        ("legacy/encoding.html", "canbo", reverse("legacy:encoding", args=[old.pk])),
        ("legacy/batch.html", "canbo", reverse("legacy:batch", args=[taken.pk])),
        ("legacy/undo.html", "canbo", reverse("legacy:undo", args=[taken.pk])),
    ]  # fmt: skip
