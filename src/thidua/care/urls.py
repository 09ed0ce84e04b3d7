"""Addresses of care."""

from django.urls import URLPattern, path

from thidua.care import views

app_name = "care"
urlpatterns: list[URLPattern] = [
    path("", views.CareList.as_view(), name="list"),
    path("moi/", views.create, name="create"),
    path("so-lieu/", views.report, name="report"),
    path("<int:pk>/", views.detail, name="record"),
    path("<int:pk>/hoan-canh/", views.open_circumstances, name="open"),
    path("<int:pk>/sua/", views.edit, name="edit"),
    path("<int:pk>/huy/", views.cancel, name="cancel"),
    path("<int:pk>/xoa/", views.erase, name="erase"),
]
