"""Assembles the kernel: loads every app's registrations once all models are there."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class CoreConfig(AppConfig):
    name = "thidua.core"
    label = "core"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        autodiscover_modules("actions", "tasks", "papers", "measures", "receivers", "nav")
