"""Who may act on accounts; who keeps them is told by the app of people."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from thidua.core.capability import Registry
from thidua.core.permit import Reason, permit

KEEPERS: Registry[Callable[[Any, Any], Reason | None]] = Registry("keeper of accounts")
"""`people`: `(actor, user or None) -> reason`: may `actor` keep this account, or make a new one."""


@permit
def keeps_account(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """Administer the unit of the person behind the account; the system always may."""
    if getattr(actor, "is_system", False):
        return None
    return KEEPERS["people"](actor, subject)


@permit
def is_oneself(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """The account is the actor's own."""
    if subject.pk == actor.pk:
        return None
    return _("Việc này chỉ chủ tài khoản làm được.")


@permit
def holds_slip(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """The person for whom the slip was printed."""
    if subject.user_id == actor.pk:
        return None
    return _("Phiếu đăng nhập này được cấp cho người khác.")


@permit
def is_the_system(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """The command line and periodic work."""
    return None if getattr(actor, "is_system", False) else _("Chỉ hệ thống thực hiện việc này.")
