"""The place of clusters in the shell."""

from django.utils.translation import gettext_lazy as _

from thidua.ui import nav

nav.register("sector", _("Cụm, khối thi đua"), "clusters:list", icon="users-group", order=10)
