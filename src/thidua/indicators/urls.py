"""Addresses of indicators, targets, reports and what they add up to."""

from django.urls import URLPattern

app_name = "indicators"
urlpatterns: list[URLPattern] = []
