"""Registers the capability with Django."""

from django.apps import AppConfig


class BoardsConfig(AppConfig):
    name = "thidua.boards"
    label = "boards"
    default_auto_field = "django.db.models.BigAutoField"
