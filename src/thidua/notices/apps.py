"""Registers the capability with Django."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "thidua.notices"
    label = "notices"
    default_auto_field = "django.db.models.BigAutoField"
