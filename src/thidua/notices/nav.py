"""Places of the first page, the inbox and one's own things."""

from django.utils.translation import gettext_lazy as _

from thidua.ui import nav

nav.register("home", _("Việc hôm nay"), "notices:home", icon="checklist", order=10)
nav.register("home", _("Thông báo"), "notices:inbox", icon="bell", order=20)
nav.register("mine", _("Của tôi"), "notices:mine", icon="user", order=10)
