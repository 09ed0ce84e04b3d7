"""Registers the capability with Django."""

from django.apps import AppConfig


class LegacyConfig(AppConfig):
    name = "thidua.legacy"
    label = "legacy"
    default_auto_field = "django.db.models.BigAutoField"
