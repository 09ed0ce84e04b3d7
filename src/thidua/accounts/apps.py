"""Registers the capability with Django."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "thidua.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
