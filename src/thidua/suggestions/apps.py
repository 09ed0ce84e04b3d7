"""Registers the capability with Django."""

from django.apps import AppConfig


class SuggestionsConfig(AppConfig):
    name = "thidua.suggestions"
    label = "suggestions"
    default_auto_field = "django.db.models.BigAutoField"
