"""The registry of papers: each capability declares what it prints and how facts are gathered."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from django.http import Http404, HttpResponse

from thidua.core.capability import Registry
from thidua.core.permit import Reason
from thidua.documents import own_word, pdf, queries, word
from thidua.documents.layouts import AdministrativePaper, Letter
from thidua.documents.uploads import MIME

Format = Literal["pdf", "docx"]
Layout = AdministrativePaper | Letter
Builder = Callable[..., Layout]


class UnknownFormat(LookupError):
    """The paper does not come in that format."""


@dataclass(frozen=True)
class PaperKind:
    """A declared paper: `build(subject, **facts)` gathers what its template shows."""

    name: str
    label: Reason
    template: str
    formats: tuple[Format, ...]
    landscape: bool
    build: Builder
    # Where it is revoked, when it must not be revoked by itself.
    revoked_by: Reason = ""


PAPERS: Registry[PaperKind] = Registry("paper")


def paper(
    name: str,
    *,
    label: Reason,
    template: str = "administrative",
    formats: tuple[Format, ...] = ("pdf", "docx"),
    landscape: bool = False,
    revoked_by: Reason = "",
) -> Callable[[Builder], Builder]:
    """Declare a paper named `app.noun`; fails at start-up when its template is missing."""

    def declare(build: Builder) -> Builder:
        pdf.template_path(template)
        PAPERS.register(name)(
            PaperKind(name, label, template, formats, landscape, build, revoked_by)
        )
        return build

    return declare


def revoked_by(kind: str) -> Reason:
    """Where papers of a kind are revoked; empty where each is by itself."""
    return PAPERS[kind].revoked_by if kind in PAPERS else ""


def build(name: str, subject: Any, **facts: Any) -> Layout:
    """The page's facts, gathered by their owner; `Unanswered` for a paper nobody declares."""
    return PAPERS[name].build(subject, **facts)


def render(kind: str, page: Layout, *, file_format: Format, on: date, issuer: Any = None) -> bytes:
    """One paper as a file; `on` dates a draft that has no day yet.

    Word comes in the own template of the unit `issuer`, or of the nearest above that keeps one;
    raises `own_word.BadTemplate` where it cannot be filled.
    """
    declared = PAPERS[kind]
    if file_format not in declared.formats:
        raise UnknownFormat(f"{kind} comes as {', '.join(declared.formats)}")
    if isinstance(page, Letter):
        data: dict[str, Any] = {"letters": [page.data()]}
        return pdf.compile_template(declared.template, data, on=page.on, pages=1).content
    if file_format == "docx":
        own = queries.word_template_content(issuer, kind) if issuer is not None else None
        return own_word.fill(own, own_word.words_of(page)) if own else word.render_word(page)
    return pdf.compile_template(declared.template, page.data(), on=page.on or on).content


def as_file(
    kind: str, subject: Any, *, issuer: Any, file_format: str, on: date, name: str, **facts: Any
) -> HttpResponse:
    """A paper that is not in the register, as a file of a page; `Http404` for another format.

    Raises `pdf.NotRendered` and `own_word.BadTemplate`, which the page tells.
    """
    wanted = next((each for each in PAPERS[kind].formats if each == file_format), None)
    if wanted is None:
        raise Http404
    page = build(kind, subject, **facts)
    content = render(kind, page, file_format=wanted, on=on, issuer=issuer)
    answer = HttpResponse(content, content_type=MIME[wanted])
    answer["Content-Disposition"] = f'inline; filename="{name}.{wanted}"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def render_many(kind: str, pages: Sequence[Letter]) -> bytes:
    """All letters of one kind in one file, for the printer."""
    return pdf.render_letters(pages, template=PAPERS[kind].template).content
