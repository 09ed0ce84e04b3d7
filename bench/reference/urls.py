"""Two pages: fifty initiatives with group, authors and state; a bare one that knows its reader."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
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


def bare(request: HttpRequest) -> HttpResponse:
    return HttpResponse("")


urlpatterns = [
    path("sang-kien/", login_required(Initiatives.as_view(), login_url="/")),
    path("tron/", login_required(bare, login_url="/")),
]
