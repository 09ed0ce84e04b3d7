"""Addresses of this capability."""

from django.urls import path

from thidua.councils.views import console, pages

app_name = "councils"
urlpatterns = [
    path("", pages.Councils.as_view(), name="list"),
    path("thanh-lap/<int:unit>/", pages.create, name="create"),
    path("<int:pk>/", pages.council, name="council"),
    path("<int:pk>/quy-che/", pages.regulation, name="regulation"),
    path("<int:pk>/lich-hop/", pages.plan, name="plan"),
    path("phien-hop/<int:pk>/", console.meeting, name="meeting"),
    path("phien-hop/<int:pk>/bien-ban.<str:ext>", pages.minutes, name="minutes"),
]
