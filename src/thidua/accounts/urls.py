"""Addresses of this capability."""

from django.urls import path

from thidua.accounts import views

app_name = "accounts"
urlpatterns = [
    path("", views.me, name="me"),
    path("lan-dau/<str:token>/", views.first_sign_in, name="first_sign_in"),
    path("lan-dau/", views.type_token, name="type_token"),
]
