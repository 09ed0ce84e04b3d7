"""A unit's own Word templates: kept once they can be filled, and dropped."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core import period
from thidua.core.action import action
from thidua.core.permit import Refused
from thidua.documents import own_word, permits, registry, uploads
from thidua.documents.actions.files import remove_file, store_file
from thidua.documents.models import WordTemplate


@action(
    "documents.word_template.keep", gettext_lazy("Lưu mẫu Word của đơn vị"),
    permit=permits.brings_template,
)  # fmt: skip
def keep_word_template(*, actor: Any, unit: Any, kind: str, file: uploads.Sent) -> WordTemplate:
    """Take a template in, or another one in its place; raises `own_word.BadTemplate`."""
    if kind not in registry.PAPERS or "docx" not in registry.PAPERS[kind].formats:
        raise Refused(_("Loại văn bản này không xuất ra Word."))
    accepted = uploads.accept(file.name or "", file.read(), kinds=frozenset({"docx"}))
    own_word.check(accepted.content)
    template, _made = WordTemplate.objects.get_or_create(
        unit=unit, kind=kind, defaults={"kept_at": period.now()}
    )
    before = template.file
    template.file = store_file(
        actor=actor, subject=template, role="template", name=accepted.name,
        content=accepted.content, mime=accepted.mime,
    )  # fmt: skip
    template.kept_at = period.now()
    template.save()
    if before is not None:
        remove_file(before)
    return template


@action(
    "documents.word_template.drop", gettext_lazy("Bỏ mẫu Word của đơn vị"), on="template",
    permit=permits.keeps_template,
)  # fmt: skip
def drop_word_template(*, actor: Any, template: WordTemplate) -> WordTemplate:
    """Export with the product's own layout again; the file goes."""
    if template.file is None:
        raise Refused(_("Mẫu này đã bỏ."))
    before, template.file = template.file, None
    template.save()
    remove_file(before)
    return template
