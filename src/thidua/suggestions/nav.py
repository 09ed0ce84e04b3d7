"""The place of suggestions in the shell."""

from django.utils.translation import gettext_lazy as _

from thidua.ui import nav

nav.register("movements", _("Kiến nghị, vướng mắc"), "suggestions:list", icon="message-2", order=40)
