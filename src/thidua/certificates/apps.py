"""Registers the capability with Django."""

from django.apps import AppConfig


class CertificatesConfig(AppConfig):
    name = "thidua.certificates"
    label = "certificates"
    default_auto_field = "django.db.models.BigAutoField"
