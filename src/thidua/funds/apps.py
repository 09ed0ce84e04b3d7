"""Registers the capability with Django."""

from django.apps import AppConfig


class FundsConfig(AppConfig):
    name = "thidua.funds"
    label = "funds"
    default_auto_field = "django.db.models.BigAutoField"
