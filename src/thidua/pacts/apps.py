"""Registers the capability with Django."""

from django.apps import AppConfig


class PactsConfig(AppConfig):
    name = "thidua.pacts"
    label = "pacts"
    default_auto_field = "django.db.models.BigAutoField"
