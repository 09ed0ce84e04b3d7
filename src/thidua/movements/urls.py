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
    path("<int:pk>/ket-thuc/", views.close, name="close"),
    path("<int:pk>/dang-ky/", views.register, name="register"),
    path("<int:pk>/dang-ky/<int:unit_pk>/", views.fill, name="registration"),
    path("<int:pk>/dang-ky/<int:unit_pk>/xet/", views.decide, name="decide"),
    path("<int:pk>/theo-doi/", views.follow_up, name="follow_up"),
    path("<int:pk>/theo-doi/nhac/", views.remind, name="remind"),
]
