"""Registers the capability with Django."""

from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "thidua.programmes"
    label = "programmes"
    default_auto_field = "django.db.models.BigAutoField"
