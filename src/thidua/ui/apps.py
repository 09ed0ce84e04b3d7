"""The Django app of the design system."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "thidua.ui"
    label = "ui"
