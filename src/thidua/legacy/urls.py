"""Addresses of this capability."""

from django.urls import path

from thidua.legacy import views

app_name = "legacy"
urlpatterns = [
    path("", views.BatchList.as_view(), name="batches"),
    path("dua-len/", views.upload, name="upload"),
    path("<int:pk>/", views.batch, name="batch"),
    path("<int:pk>/cot/", views.columns, name="columns"),
    path("<int:pk>/bang-ma/", views.encoding, name="encoding"),
    path("<int:pk>/doc/", views.check, name="check"),
    path("<int:pk>/dong/", views.RowList.as_view(), name="rows"),
    path("<int:pk>/dong/<int:number>/", views.row, name="row"),
    path("<int:pk>/ghi/", views.take, name="take"),
    path("<int:pk>/rut/", views.undo, name="undo"),
    path("<int:pk>/bo/", views.discard, name="discard"),
    path("<int:pk>/chua-hieu.xlsx", views.report, name="report"),
]
