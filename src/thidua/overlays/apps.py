"""Registers the capability with Django."""

from django.apps import AppConfig


class OverlaysConfig(AppConfig):
    name = "thidua.overlays"
    label = "overlays"
    default_auto_field = "django.db.models.BigAutoField"
