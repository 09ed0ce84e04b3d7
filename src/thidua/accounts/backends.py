"""Sign-in by staff code, phone number or e-mail."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend


class AnyIdentifier(AuthenticationBackend):  # type: ignore[misc] # the library is untyped
    """Accepts whichever of the three identifiers a person types."""
