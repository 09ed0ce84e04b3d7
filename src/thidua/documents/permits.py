"""Who prepares, signs and reads papers, and who opens a stored file."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from thidua.core.capability import Registry
from thidua.core.permit import Reason, permit
from thidua.documents import queries
from thidua.documents.models import Paper, StoredFile
from thidua.orgs.permits import holds, leads
from thidua.orgs.queries import holds_anywhere
from thidua.orgs.states import Role

READERS: Registry[Callable[[Any, str], Reason | None]] = Registry("rule of readers")
"""By kind of subject (`app.model`), `(actor, subject_id) -> reason`: who reads its files and
papers beside those who keep the issuer's papers. Where there is no rule, nobody else does."""


def the_issuer(subject: Any) -> Any:
    """The unit whose paper it is: the subject itself or its issuer."""
    return subject.issuer if isinstance(subject, Paper) else subject


keeps_papers = holds(Role.OFFICER, of=the_issuer)
signs_papers = leads(the_issuer)
returns_papers = holds(Role.DIRECTOR, Role.OFFICER, of=the_issuer)
reads_register = holds(*queries.KEEPERS, of=the_issuer)


@permit
def drafts_paper(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """Keep the papers of the unit that will issue it."""
    return keeps_papers(actor, given["issuer"])


@permit
def reads_paper(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """Keep, sign or inspect the issuer's papers, or be let in by the paper's own subject."""
    if reads_register(actor, subject) is None:
        return None
    return _reads_subject(actor, subject)


@permit
def reads_file(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """Whoever put it in, or whom its subject lets in."""
    assert isinstance(subject, StoredFile)
    if subject.uploaded_by_id is not None and subject.uploaded_by_id == actor.pk:
        return None
    return _reads_subject(actor, subject)


@permit
def signs_with(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """Hold the key and sign the issuer's papers; a unit's seal: keep its papers."""
    assert isinstance(subject, Paper)
    named = {key.name: key for key in queries.keys_for(actor, subject)}
    key = named.get(given["key"])
    if key is None:
        return _("Khóa ký số này không phải của bạn hoặc của đơn vị ban hành.")
    return keeps_papers(actor, subject) if key.is_seal else signs_papers(actor, subject)


@permit
def sees_register(actor: Any, subject: Any = None, **given: Any) -> Reason | None:
    """Keep, sign or inspect papers somewhere; the list itself is cut to those units."""
    if holds_anywhere(actor, *queries.KEEPERS):
        return None
    return _("Sổ văn bản dành cho cán bộ thi đua, thủ trưởng và thanh tra.")


def _reads_subject(actor: Any, record: Paper | StoredFile) -> Reason | None:
    if record.subject_type in READERS:
        return READERS[record.subject_type](actor, record.subject_id)
    return _("Tài liệu này chỉ dành cho người phụ trách hồ sơ.")


@READERS.register("documents.paper")
def _reads_file_of_paper(actor: Any, subject_id: str) -> Reason | None:
    """A paper's PDF and scan are read by whoever reads the paper."""
    return reads_paper(actor, queries.paper_by_key(subject_id))


keeps_template = holds(Role.OFFICER)


@permit
def brings_template(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """Keep the papers of the unit whose template it is."""
    return keeps_template(actor, given["unit"])


@permit
def keeps_some_templates(actor: Any, subject: Any = None, **given: Any) -> Reason | None:
    """Keep the papers of some unit; the list is cut to those units."""
    if holds_anywhere(actor, Role.OFFICER):
        return None
    return _("Mẫu Word dành cho cán bộ thi đua, khen thưởng.")


@READERS.register("documents.wordtemplate")
def _reads_template(actor: Any, subject_id: str) -> Reason | None:
    """A template's file is read by whoever keeps it."""
    template = queries.word_template_by_key(subject_id)
    if template is None:
        return _("Tài liệu này chỉ dành cho người phụ trách hồ sơ.")
    return keeps_template(actor, template)
