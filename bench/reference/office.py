"""Letters as an office does them: a Word template filled, then one LibreOffice turns all to PDF."""

import io
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.shared import Mm, Pt
from docxtpl import DocxTemplate

BATCH = 100
LINES = (
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "{{ issuer }}",
    "TẶNG",
    "GIẤY KHEN",
    "{{ recipient }}",
    "{{ achievement }}",
    "Quyết định số {{ reference }} ngày {{ day }}",
    "Số sổ vàng: {{ book }}",
    "{{ place }}, ngày {{ day }}",
    "{{ signer }}",
)


def template() -> bytes:
    """A letter on A4 landscape with merge fields."""
    document = Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    for line in LINES:
        run = document.add_paragraph().add_run(line)
        run.font.name, run.font.size = "Liberation Serif", Pt(16)
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def seconds(letters: list[dict[str, str]]) -> float:
    """Fill one document a letter and convert all in one LibreOffice process."""
    office = shutil.which("soffice")
    if office is None:
        raise SystemExit("LibreOffice is missing: apt-get install libreoffice-writer-nogui")
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        blank = template()
        start = time.perf_counter()
        for number, letter in enumerate(letters):
            filled = DocxTemplate(io.BytesIO(blank))
            filled.render(letter, autoescape=True)
            filled.save(here / f"{number:04d}.docx")
        documents = sorted(str(path) for path in here.glob("*.docx"))
        # One process at a time; it stops without a word in the third hundred of one call.
        for first in range(0, len(documents), BATCH):
            subprocess.run(
                [office, f"-env:UserInstallation=file://{here}/profile", "--headless",
                 "--convert-to", "pdf", "--outdir", folder, *documents[first : first + BATCH]],
                check=True, capture_output=True, timeout=900,
            )  # fmt: skip
        taken = time.perf_counter() - start
        made = len(list(here.glob("*.pdf")))
        if made != len(letters):
            raise SystemExit(f"LibreOffice made {made} of {len(letters)} letters")
        return taken
