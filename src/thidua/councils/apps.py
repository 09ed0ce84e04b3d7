"""Registers the capability with Django."""

from django.apps import AppConfig


class CouncilsConfig(AppConfig):
    name = "thidua.councils"
    label = "councils"
    default_auto_field = "django.db.models.BigAutoField"
