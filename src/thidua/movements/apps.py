"""Registers the capability with Django."""

from django.apps import AppConfig


class MovementsConfig(AppConfig):
    name = "thidua.movements"
    label = "movements"
    default_auto_field = "django.db.models.BigAutoField"
