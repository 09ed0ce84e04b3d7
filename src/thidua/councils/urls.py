"""Addresses of this capability."""

from django.urls import URLPattern

app_name = "councils"
urlpatterns: list[URLPattern] = []
