"""Registers the capability with Django."""

from django.apps import AppConfig


class InitiativesConfig(AppConfig):
    name = "thidua.initiatives"
    label = "initiatives"
    default_auto_field = "django.db.models.BigAutoField"
