"""Registers the capability with Django."""

from django.apps import AppConfig


class AnalyticsConfig(AppConfig):
    name = "thidua.analytics"
    label = "analytics"
    default_auto_field = "django.db.models.BigAutoField"
