"""Registers the capability with Django."""

from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    name = "thidua.indicators"
    label = "indicators"
    default_auto_field = "django.db.models.BigAutoField"
