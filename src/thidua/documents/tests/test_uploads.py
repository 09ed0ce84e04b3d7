"""The upload door: what it lets in, what it takes off, and what it says when it refuses."""

import hashlib
import io

import pytest
from PIL import ExifTags, Image, ImageCms

from thidua.core import archives
from thidua.documents import uploads
from thidua.documents.layouts import AdministrativePaper
from thidua.documents.pdf import render_administrative
from thidua.documents.tests import samples
from thidua.documents.uploads import NotAccepted, accept
from thidua.documents.word import render_word


def refusal(name: str, content: bytes, **options: object) -> str:
    with pytest.raises(NotAccepted) as refused:
        accept(name, content, **options)  # type: ignore[arg-type]
    return str(refused.value)


def photo(orientation: int) -> bytes:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    exif[ExifTags.Base.Make] = "Máy ảnh"
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (21.0, 2.0, 0.0)
    return samples.picture(exif=exif, comment=b"nguoi benh")


def test_a_photo_loses_its_place_and_stands_upright() -> None:
    sent = photo(orientation=6)
    assert Image.open(io.BytesIO(sent)).getexif().get_ifd(ExifTags.IFD.GPSInfo) != {}

    kept = accept("ảnh.jpeg", sent)

    image = Image.open(io.BytesIO(kept.content))
    assert (kept.kind, kept.mime, kept.name) == ("jpeg", "image/jpeg", "ảnh.jpg")
    assert (kept.width, kept.height) == image.size == (20, 40)
    assert dict(image.getexif()) == {}
    assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    # Turned a quarter to the right: the red left half is now above.
    assert [max(range(3), key=image.getpixel(at).__getitem__) for at in ((10, 8), (10, 32))] == [
        0,
        2,
    ]  # type: ignore[union-attr]
    assert kept.sha256 == hashlib.sha256(kept.content).hexdigest()


@pytest.mark.parametrize(("kind", "pillow"), [("png", "PNG"), ("webp", "WEBP")])
def test_other_pictures_keep_their_kind(kind: str, pillow: str) -> None:
    kept = accept(f"so do.{kind}", samples.picture(pillow))
    assert (kept.kind, Image.open(io.BytesIO(kept.content)).format) == (kind, pillow)


def test_see_through_stays_see_through_and_a_palette_becomes_plain() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (4, 4), (1, 2, 3, 0)).save(out, "PNG")
    clear = Image.open(io.BytesIO(accept("a.png", out.getvalue()).content))
    out = io.BytesIO()
    Image.new("P", (4, 4), 3).save(out, "PNG")
    plain = Image.open(io.BytesIO(accept("a.png", out.getvalue()).content))

    assert (clear.mode, clear.getpixel((0, 0)), plain.mode) == ("RGBA", (1, 2, 3, 0), "RGB")


def test_colour_profiles_are_worked_in_and_dropped() -> None:
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    kept = Image.open(io.BytesIO(accept("a.jpg", samples.picture(icc_profile=srgb)).content))
    broken = accept("a.jpg", samples.picture(icc_profile=b"not a profile"))

    assert "icc_profile" not in kept.info
    assert "icc_profile" not in Image.open(io.BytesIO(broken.content)).info


def test_large_pictures_are_made_smaller() -> None:
    kept = accept("rộng.jpg", samples.picture(size=(5000, 1000)))
    assert (kept.width, kept.height) == (uploads.LONGEST_SIDE, 512)


def test_too_many_pixels_are_refused_before_they_are_unpacked() -> None:
    out = io.BytesIO()
    Image.new("1", (8000, 7000)).save(out, "PNG")
    assert refusal("lớn.png", out.getvalue()) == (
        "Ảnh có quá nhiều điểm (8000 × 7000): hãy thu nhỏ ảnh rồi tải lại."
    )


@pytest.mark.parametrize("cut", [30, 300])
def test_a_broken_picture_is_refused(cut: int) -> None:
    sent = samples.picture(size=(400, 200))[:cut]
    assert refusal("hỏng.jpg", sent) == (
        "Ảnh hỏng, không mở được: hãy chụp hoặc lưu lại ảnh rồi tải lại."
    )


def test_papers_and_sheets_come_in_as_they_are() -> None:
    paper: AdministrativePaper = samples.decision()
    pdf = render_administrative(paper).content
    word = render_word(paper)
    sheet = samples.package({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"})

    for name, kind, content in (
        ("a.bin", "pdf", pdf),
        ("b", "docx", word),
        ("c.zip", "xlsx", sheet),
    ):
        kept = accept(name, content)
        assert (kept.kind, kept.content, kept.width) == (kind, content, None)


def test_what_it_is_counts_and_not_what_it_is_called() -> None:
    page = b"<!doctype html><script>alert(1)</script>"
    assert refusal("ảnh.jpg", page) == (
        "Không nhận tệp này (không rõ dạng). "
        "Hãy gửi tệp dạng: JPG, PNG, WEBP, PDF, Excel (.xlsx), Word (.docx)."
    )
    assert refusal("a.pdf", samples.package({"x.txt": b"x"}), kinds=uploads.PAPERS) == (
        "Không nhận tệp này (ZIP). Hãy gửi tệp dạng: PDF."
    )
    assert refusal("a.jpg", b"GIF89a" + b"\0" * 300, kinds=uploads.IMAGES) == (
        "Không nhận tệp này (GIF). Hãy gửi tệp dạng: JPG, PNG, WEBP."
    )
    assert refusal("a.pdf", samples.picture(), kinds=uploads.PAPERS) == (
        "Không nhận tệp này (JPG). Hãy gửi tệp dạng: PDF."
    )


def test_a_phones_own_kind_of_photo_gets_advice() -> None:
    heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 300
    assert refusal("IMG_1.HEIC", heic, kinds=uploads.IMAGES) == (
        "Không nhận tệp này (ảnh HEIC của điện thoại; hãy chọn lưu ảnh dạng JPG rồi tải lại). "
        "Hãy gửi tệp dạng: JPG, PNG, WEBP."
    )


def test_empty_and_oversized() -> None:
    assert refusal("a.pdf", b"") == "Tệp rỗng: hãy chọn lại tệp."
    assert refusal("a.pdf", b"%PDF-" + b"0" * 1024**2, max_bytes=1024**2) == (
        "Tệp lớn 2 MB, quá mức 1 MB: hãy nén hoặc chia nhỏ tệp."
    )


def test_half_a_pdf_and_a_locked_one() -> None:
    whole = render_administrative(samples.decision()).content
    assert refusal("a.pdf", whole[:5000]) == "Tệp PDF bị cắt cụt: hãy tải lại tệp đầy đủ."
    locked = whole.replace(b"trailer", b"trailer /Encrypt 5 0 R", 1)
    locked = locked if locked != whole else whole.replace(b"/Root", b"/Encrypt 5 0 R /Root", 1)
    assert refusal("a.pdf", locked) == "Tệp PDF có mật khẩu: hãy bỏ mật khẩu rồi tải lại."


def test_office_files_with_macros_bombs_and_damage() -> None:
    word = {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>"}
    macro = "Tệp có macro: hãy lưu lại dạng không có macro (.docx, .xlsx)."
    assert refusal("a.docx", samples.package(word | {"word/vbaProject.bin": b"x"})) == macro
    assert (
        refusal("a.docx", samples.package(word | {"[Content_Types].xml": b"macroEnabled"})) == macro
    )
    bomb = samples.package(word | {"word/media/a.bin": bytes(archives.MAX_UNPACKED)})
    assert len(bomb) < 200_000
    assert refusal("a.docx", bomb) == (
        "Tệp giải nén ra quá lớn: hãy bỏ bớt ảnh hoặc trang tính rồi lưu lại."
    )
    damaged = "Tệp hỏng hoặc có mật khẩu: hãy mở tệp, bỏ mật khẩu và lưu lại."
    assert refusal("a.docx", samples.package(word)[:-30]) == damaged
    assert refusal(
        "a.docx", samples.package({"a": b"word/document.xml", "b/word/document.xml": b""})
    ) == ("Tệp hỏng: không mở được nội dung. Hãy mở và lưu lại tệp.")


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\a\\Báo cáo.PDF", "Báo cáo.pdf"),
        ("hóa\u202efdp.exe", "hóafdp.pdf"),
        ("a\x00b\nc.docx", "ab c.pdf"),
        ("...", "tep.pdf"),
        ("x" * 300, "x" * 120 + ".pdf"),
    ],
)
def test_safe_name(sent: str, kept: str) -> None:
    assert uploads.safe_name(sent, "pdf") == kept
