"""Registers the capability with Django."""

from django.apps import AppConfig


class PlayConfig(AppConfig):
    name = "thidua.play"
    label = "play"
