"""Registers the capability with Django."""

from django.apps import AppConfig


class OversightConfig(AppConfig):
    name = "thidua.oversight"
    label = "oversight"
    default_auto_field = "django.db.models.BigAutoField"
