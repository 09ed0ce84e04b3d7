"""Addresses of printed sheets and printers."""

from django.urls import URLPattern, path

from thidua.certificates import views

app_name = "certificates"
urlpatterns: list[URLPattern] = [
    path("", views.StockList.as_view(), name="stocks"),
    path("moi/", views.create, name="create"),
    path("<int:pk>/", views.edit, name="stock"),
    path("<int:pk>/xem-thu.png", views.preview, name="preview"),
    path("<int:pk>/in-thu.pdf", views.test_print, name="test_print"),
    path("<int:pk>/anh-phoi/", views.scan, name="scan"),
    path("<int:pk>/thoi-dung/", views.retire, name="retire"),
    path("may-in/", views.PrinterList.as_view(), name="printers"),
    path("may-in/moi/", views.add_printer, name="add_printer"),
    path("may-in/<int:pk>/", views.adjust_printer, name="printer"),
]
