"""Registers the capability with Django."""

from django.apps import AppConfig


class ConferencesConfig(AppConfig):
    name = "thidua.conferences"
    label = "conferences"
    default_auto_field = "django.db.models.BigAutoField"
