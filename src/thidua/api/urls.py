"""Addresses for programs."""

from django.urls import path

from thidua.api.assembly import api

urlpatterns = [path("", api.urls)]
