"""Registers the capability with Django."""

from django.apps import AppConfig


class DisclosuresConfig(AppConfig):
    name = "thidua.disclosures"
    label = "disclosures"
    default_auto_field = "django.db.models.BigAutoField"
