"""Registers the capability with Django."""

from django.apps import AppConfig


class BallotsConfig(AppConfig):
    name = "thidua.ballots"
    label = "ballots"
    default_auto_field = "django.db.models.BigAutoField"
