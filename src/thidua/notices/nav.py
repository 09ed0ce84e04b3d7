"""Places of the first page and the inbox."""

from django.utils.translation import gettext_lazy as _

from thidua.ui import nav

nav.register("home", _("Việc hôm nay"), "notices:home", icon="checklist", order=10)
nav.register("home", _("Thông báo"), "notices:inbox", icon="bell", order=20)
