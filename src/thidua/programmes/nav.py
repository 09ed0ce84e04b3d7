"""The place of tasks in the shell."""

from django.utils.translation import gettext_lazy as _

from thidua.ui import nav

nav.register("movements", _("Việc được giao"), "programmes:list", icon="list-check", order=30)
