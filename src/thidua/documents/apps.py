"""Registers the capability with Django."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "thidua.documents"
    label = "documents"
    default_auto_field = "django.db.models.BigAutoField"
