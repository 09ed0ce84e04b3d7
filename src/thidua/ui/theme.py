"""Light, dark or as the device says: the choice is kept in a cookie, so it works without script."""

from django.utils.translation import gettext_lazy as _

COOKIE = "theme"
THEMES = {"light": _("Nền sáng"), "dark": _("Nền tối"), "auto": _("Theo máy")}
YEAR = 365 * 24 * 3600
