"""Registers the capability with Django."""

from django.apps import AppConfig


class OrgsConfig(AppConfig):
    name = "thidua.orgs"
    label = "orgs"
    default_auto_field = "django.db.models.BigAutoField"
