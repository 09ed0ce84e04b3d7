"""Addresses of the design system's own pages."""

from django.urls import path

from thidua.ui import views

app_name = "ui"
urlpatterns = [
    path("them/", views.More.as_view(), name="more"),
    path("giao-dien/", views.Theme.as_view(), name="theme"),
    path("ngon-ngu/", views.Language.as_view(), name="language"),
    path("thidua.webmanifest", views.manifest, name="manifest"),
    path("bieu-tuong/<int:size>.png", views.app_icon, name="icon"),
    path("sw.js", views.worker, name="worker"),
    path("ngoai-tuyen/<slug:language>/", views.offline, name="offline"),
    path("mau-giao-dien/", views.Gallery.as_view(), name="gallery"),
]
