"""Registers the capability with Django."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "thidua.exchange"
    label = "exchange"
    default_auto_field = "django.db.models.BigAutoField"
