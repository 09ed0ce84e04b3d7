"""Addresses of local rules, and of the short questions about corner cases."""

from django.urls import URLPattern, path

from thidua.overlays import views

app_name = "overlays"
urlpatterns: list[URLPattern] = [
    path("", views.RuleList.as_view(), name="rules"),
    path("moi/", views.create, name="create"),
    path("<int:pk>/", views.rule, name="rule"),
    path("<int:pk>/sua/", views.describe, name="describe"),
    path("<int:pk>/them/<str:kind>/", views.enter, name="enter"),
    path("<int:pk>/tieu-chuan/", views.criterion, name="criterion"),
    path("<int:pk>/bo/", views.strike, name="strike"),
    path("<int:pk>/van-ban/", views.write, name="write"),
    path("<int:pk>/quy-dinh.toml", views.document, name="document"),
    path("<int:pk>/ban-quet/", views.scan, name="scan"),
    path("<int:pk>/xem-truoc/", views.preview, name="preview"),
    path("<int:pk>/ap-dung/", views.enact, name="enact"),
    path("<int:pk>/phien-ban/", views.renew, name="renew"),
    path("<int:pk>/bai-bo/", views.withdraw, name="withdraw"),
    path("hoi-nhanh/", views.corners, name="corners"),
    path("hoi-nhanh/<slug:name>/", views.corner, name="corner"),
]
