"""Registers the capability with Django."""

from django.apps import AppConfig


class ClustersConfig(AppConfig):
    name = "thidua.clusters"
    label = "clusters"
    default_auto_field = "django.db.models.BigAutoField"
