"""Addresses of this capability."""

from django.urls import URLPattern

app_name = "overlays"
urlpatterns: list[URLPattern] = []
