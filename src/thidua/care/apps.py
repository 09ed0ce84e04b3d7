"""Registers the capability with Django."""

from django.apps import AppConfig


class CareConfig(AppConfig):
    name = "thidua.care"
    label = "care"
    default_auto_field = "django.db.models.BigAutoField"
