"""Addresses of statistics."""

from django.urls import path

from thidua.analytics import views

app_name = "analytics"
urlpatterns = [
    path("", views.index, name="index"),
    path("bang/<slug:name>/", views.table, name="table"),
    path("bang/<slug:name>/danh-sach/", views.Behind.as_view(), name="behind"),
    path("bang/<slug:name>/gui/", views.send, name="send"),
    path("bang/<slug:name>/tep.<str:ext>", views.table_file, name="table_file"),
    path("da-gui/", views.SentList.as_view(), name="sent_list"),
    path("da-gui/<int:pk>/", views.sent, name="sent"),
    path("da-gui/<int:pk>/tep.<str:ext>", views.sent_file, name="sent_file"),
]
