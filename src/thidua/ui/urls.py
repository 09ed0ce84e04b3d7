"""Addresses of the design system's own pages."""

from django.urls import path

from thidua.ui import views

app_name = "ui"
urlpatterns = [
    path("them/", views.More.as_view(), name="more"),
    path("giao-dien/", views.Theme.as_view(), name="theme"),
    path("ngon-ngu/", views.Language.as_view(), name="language"),
    path("mau-giao-dien/", views.Gallery.as_view(), name="gallery"),
]
