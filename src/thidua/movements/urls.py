"""Addresses of movements."""

from django.urls import path

from thidua.movements import views

app_name = "movements"
urlpatterns = [
    path("", views.MovementList.as_view(), name="list"),
    path("lap/", views.create, name="create"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/sua/", views.edit, name="edit"),
    path("<int:pk>/phat-dong/", views.launch, name="launch"),
    path("<int:pk>/da-nhan/", views.receive, name="receive"),
    path("<int:pk>/ket-thuc/", views.close, name="close"),
    path("<int:pk>/don-vi/", views.FollowUp.as_view(), name="follow_up"),
    path("<int:pk>/don-vi/nhac/", views.remind, name="remind"),
    path("dang-ky/<int:pk>/", views.fill, name="registration"),
    path("dang-ky/<int:pk>/xet/", views.decide, name="decide"),
]
