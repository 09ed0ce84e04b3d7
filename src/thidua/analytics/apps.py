"""Registers the capability with Django; a table that cannot be read stops the start."""

from django.apps import AppConfig


class AnalyticsConfig(AppConfig):
    name = "thidua.analytics"
    label = "analytics"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from thidua.analytics.layouts import layouts  # noqa: PLC0415 # once every app is there

        layouts()
