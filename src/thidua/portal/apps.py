"""Registers the capability with Django."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "thidua.portal"
    label = "portal"
    default_auto_field = "django.db.models.BigAutoField"
