"""Addresses."""

from django.urls import path

from thidua.reviews import views

app_name = "reviews"
urlpatterns = [
    path("", views.ReviewList.as_view(), name="list"),
    path("lap/<int:movement>/<slug:kind>/", views.create, name="create"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/soan/", views.edit, name="edit"),
    path("<int:pk>/soan/luu/", views.revise, name="revise"),
    path("<int:pk>/trinh-ky/", views.submit, name="submit"),
    path("<int:pk>/tra-lai/", views.give_back, name="return"),
    path("<int:pk>/ky/", views.sign, name="sign"),
    path("<int:pk>/ghi-so/", views.number, name="number"),
    path("<int:pk>/phat-hanh/", views.issue, name="issue"),
]
