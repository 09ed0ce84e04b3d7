"""The account's place in the navigation."""

from django.utils.translation import gettext_lazy as _

from thidua.ui import nav

nav.register("account", _("Tài khoản của tôi"), "accounts:me", icon="user-cog", order=90)
