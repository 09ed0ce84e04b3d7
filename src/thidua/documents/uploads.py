"""The one upload door: type by content, size bounded, pictures re-made without their notes."""

import hashlib
import io
import re
import warnings
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Literal, Protocol

import filetype
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from PIL import Image, ImageCms, ImageOps

from thidua.core import archives
from thidua.core.permit import Refused
from thidua.documents.wording import clean

Kind = Literal["jpeg", "png", "webp", "pdf", "xlsx", "docx"]
IMAGES: frozenset[Kind] = frozenset({"jpeg", "png", "webp"})
EVIDENCE: frozenset[Kind] = IMAGES | {"pdf", "docx", "xlsx"}
PAPERS: frozenset[Kind] = frozenset({"pdf"})
MAX_BYTES = 20 * 1024 * 1024
MAX_PIXELS = 50_000_000
LONGEST_SIDE = 2_560  # prints sharply across an A4 page
MIME: dict[Kind, str] = {
    "jpeg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
SUFFIX: dict[Kind, str] = {kind: f".{kind}" for kind in MIME} | {"jpeg": ".jpg"}
_LABEL: dict[Kind, str] = {kind: kind.upper() for kind in MIME} | {
    "jpeg": "JPG",
    "xlsx": "Excel (.xlsx)",
    "docx": "Word (.docx)",
}
_MAIN_PART: dict[Kind, str] = {"xlsx": "xl/workbook.xml", "docx": "word/document.xml"}
_ADVICE = {
    "heic": gettext_lazy("ảnh HEIC của điện thoại; hãy chọn lưu ảnh dạng JPG rồi tải lại"),
    "avif": gettext_lazy("ảnh AVIF; hãy lưu lại thành JPG rồi tải lại"),
    "doc": gettext_lazy("Word kiểu cũ; hãy mở bằng Word và lưu thành .docx"),
    "xls": gettext_lazy("Excel kiểu cũ; hãy mở bằng Excel và lưu thành .xlsx"),
}


class Sent(Protocol):
    """A file as a form hands it over."""

    name: str | None

    def read(self) -> bytes: ...


class NotAccepted(Refused):
    """A file that the door refuses; the sentence says why and what to do."""


@dataclass(frozen=True)
class Accepted:
    """A file as it will be stored: `content` differs from what was sent for pictures."""

    name: str
    kind: Kind
    mime: str
    content: bytes
    sha256: str
    width: int | None = None
    height: int | None = None


def accept(
    name: str, content: bytes, *, kinds: frozenset[Kind] = EVIDENCE, max_bytes: int = MAX_BYTES
) -> Accepted:
    """The file made safe to keep, or `NotAccepted` with the reason."""
    if not content:
        raise NotAccepted(_("Tệp rỗng: hãy chọn lại tệp."))
    if len(content) > max_bytes:
        raise NotAccepted(
            _("Tệp lớn %(size)s MB, quá mức %(limit)s MB: hãy nén hoặc chia nhỏ tệp.")
            % {"size": -(-len(content) // 1024**2), "limit": max_bytes // 1024**2}
        )
    kind = _kind_of(content, kinds)
    width = height = None
    if kind in IMAGES:
        content, width, height = _remade(content, kind)
    elif kind in _MAIN_PART:
        _check_office(content, kind)
    else:
        _check_pdf(content)
    digest = hashlib.sha256(content).hexdigest()
    return Accepted(safe_name(name, kind), kind, MIME[kind], content, digest, width, height)


def safe_name(name: str, kind: Kind) -> str:
    """The sender's name without folders or control marks, with the suffix of the true kind."""
    last = re.split(r"[/\\]", clean(name).replace("\n", " "))[-1]
    stem = re.sub(r'[<>:"|?*\u202a-\u202e\u2066-\u2069]', "", PurePosixPath(last).stem).strip(" .")
    return f"{stem[:120] or 'tep'}{SUFFIX[kind]}"


def _kind_of(content: bytes, kinds: frozenset[Kind]) -> Kind:
    guess = filetype.guess(content)
    found = str(guess.extension) if guess else ""
    if found == "zip":
        found = _office_kind(content)
    by_suffix: dict[str, Kind] = {"jpg": "jpeg", "png": "png", "webp": "webp", "pdf": "pdf"}
    kind = by_suffix.get(found) or next((k for k in _MAIN_PART if k == found), None)
    if kind in kinds and kind is not None:
        return kind
    wanted = ", ".join(_LABEL[k] for k in MIME if k in kinds)
    raise NotAccepted(
        _("Không nhận tệp này (%(found)s). Hãy gửi tệp dạng: %(wanted)s.")
        % {"found": _ADVICE.get(found) or found.upper() or _("không rõ dạng"), "wanted": wanted}
    )


def _office_kind(content: bytes) -> str:
    """Which package a zip is: some writers order its parts so that a guess by first bytes fails."""
    for kind, part in _MAIN_PART.items():
        if part.encode() in content:
            return kind
    return "zip"


def _check_office(content: bytes, kind: Kind) -> None:
    try:
        members = archives.unpack(content)
    except archives.TooLarge as error:
        raise NotAccepted(
            _("Tệp giải nén ra quá lớn: hãy bỏ bớt ảnh hoặc trang tính rồi lưu lại.")
        ) from error
    except archives.BadPackage as error:
        raise NotAccepted(
            _("Tệp hỏng hoặc có mật khẩu: hãy mở tệp, bỏ mật khẩu và lưu lại.")
        ) from error
    if _MAIN_PART[kind] not in members:
        raise NotAccepted(_("Tệp hỏng: không mở được nội dung. Hãy mở và lưu lại tệp."))
    macros = any(name.casefold().endswith("vbaproject.bin") for name in members)
    if macros or b"macroEnabled" in members.get("[Content_Types].xml", b""):
        raise NotAccepted(_("Tệp có macro: hãy lưu lại dạng không có macro (.docx, .xlsx)."))


def _check_pdf(content: bytes) -> None:
    if b"%%EOF" not in content[-2048:]:
        raise NotAccepted(_("Tệp PDF bị cắt cụt: hãy tải lại tệp đầy đủ."))
    if re.search(rb"/Encrypt\s+\d+\s+\d+\s+R", content):
        raise NotAccepted(_("Tệp PDF có mật khẩu: hãy bỏ mật khẩu rồi tải lại."))


def _remade(content: bytes, kind: Kind) -> tuple[bytes, int, int]:
    """The picture upright, within bounds, in plain sRGB and without EXIF or other notes."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=["JPEG", "PNG", "WEBP"]) as opened:
                if opened.width * opened.height > MAX_PIXELS:
                    raise NotAccepted(
                        _(
                            "Ảnh có quá nhiều điểm (%(width)d × %(height)d): "
                            "hãy thu nhỏ ảnh rồi tải lại."
                        )
                        % {"width": opened.width, "height": opened.height}
                    )
                opened.load()
                upright = ImageOps.exif_transpose(opened)
                picture = _plain(upright, keep_alpha=kind != "jpeg")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError, Warning) as error:
        raise NotAccepted(
            _("Ảnh hỏng, không mở được: hãy chụp hoặc lưu lại ảnh rồi tải lại.")
        ) from error
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    picture.save(out, format=kind.upper(), **({} if kind == "png" else {"quality": 88}))
    return out.getvalue(), picture.width, picture.height


def _plain(image: Image.Image, *, keep_alpha: bool) -> Image.Image:
    alpha = keep_alpha and (image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info)
    mode = "RGBA" if alpha else "RGB"
    profile = image.info.get("icc_profile")
    if profile and image.mode in ("RGB", "RGBA"):
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            moved = ImageCms.profileToProfile(
                image, source, ImageCms.createProfile("sRGB"), outputMode=image.mode
            )
            image = moved or image
        except (ImageCms.PyCMSError, OSError):
            pass  # an unreadable colour profile: the numbers as they stand
    plain = image.convert(mode)
    fresh = Image.new(mode, plain.size)
    fresh.paste(plain)
    return fresh
