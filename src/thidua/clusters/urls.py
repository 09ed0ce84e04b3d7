"""Addresses of clusters."""

from django.urls import URLPattern, path

from thidua.clusters import views

app_name = "clusters"
urlpatterns: list[URLPattern] = [
    path("", views.ClusterList.as_view(), name="list"),
    path("thanh-lap/", views.set_up, name="set_up"),
    path("<int:pk>/", views.detail, name="cluster"),
    path("<int:pk>/nhiem-ky-moi/", views.change, name="change"),
    path("<int:pk>/ket-thuc/", views.end, name="end"),
]
