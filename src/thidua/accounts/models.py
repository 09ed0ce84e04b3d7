"""Who may sign in: users by staff code, phone number or e-mail, and first sign-in slips."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager["User"]):
    """Finds users by the identifier that they type."""

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(code=username)


class User(AbstractBaseUser):
    """An account; the person behind it is kept by `orgs`."""

    code = models.CharField(_("mã nhân viên"), max_length=40, unique=True)
    full_name = models.CharField(_("họ và tên"), max_length=120)
    phone = models.CharField(_("số điện thoại"), max_length=20, unique=True, null=True, blank=True)
    email = models.EmailField(_("e-mail"), unique=True, null=True, blank=True)
    is_active = models.BooleanField(_("đang hoạt động"), default=True)
    must_change_password = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    # Blank until the person chooses: then the installation's own.
    language = models.CharField(_("ngôn ngữ"), max_length=8, blank=True)

    USERNAME_FIELD = "code"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]
    audit_personal = frozenset({"code", "full_name", "phone", "email"})
    audit_unseen = frozenset({"password", "last_login"})

    objects = UserManager()

    def __str__(self) -> str:
        return self.full_name

    @property
    def audit_salt(self) -> str:
        """The salt of the person's veiled values; gone with the person's data."""
        person: Any = getattr(self, "person", None)
        return person.audit_salt if person else ""


class FirstSignIn(models.Model):
    """A printed slip that lets its holder set a password once; only the hash is kept."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="slips")
    token_hash = models.CharField(max_length=64, unique=True)
    issued_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    audit_unseen = frozenset({"token_hash"})

    def __str__(self) -> str:
        return f"{self.user} ({self.issued_at:%d/%m/%Y})"
