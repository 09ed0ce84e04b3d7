"""Addresses of this capability."""

from django.urls import path

from thidua.awards import views

app_name = "awards"
urlpatterns = [
    path("ho-so/<int:pk>/", views.dossier, name="dossier"),
    path("cua-toi/", views.mine, name="mine"),
    path("quyet-dinh/<int:pk>/", views.decision, name="decision"),
]
