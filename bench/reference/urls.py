"""One page: fifty initiatives a page, with group, authors and state."""

from django.contrib.auth.decorators import login_required
from django.urls import path
from django.views.generic import ListView

from thidua.initiatives.models import Initiative


class Initiatives(ListView):
    queryset = (
        Initiative.objects.select_related("unit", "movement")
        .prefetch_related("authors__person")
        .order_by("-submitted_at", "-id")
    )
    paginate_by = 50
    template_name = "initiatives.html"


urlpatterns = [path("sang-kien/", login_required(Initiatives.as_view(), login_url="/"))]
