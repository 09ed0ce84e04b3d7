"""Addresses of conferences of exemplars."""

from django.urls import URLPattern, path

from thidua.conferences import views

app_name = "conferences"
urlpatterns: list[URLPattern] = [
    path("", views.ConferenceList.as_view(), name="list"),
    path("moi/", views.create, name="create"),
    path("<int:pk>/", views.conference, name="conference"),
    path("<int:pk>/sua/", views.edit, name="edit"),
    path("<int:pk>/mo/", views.open_nominations, name="open"),
    path("<int:pk>/chot/", views.confirm_delegates, name="confirm"),
    path("<int:pk>/mo-lai/", views.reopen, name="reopen"),
    path("<int:pk>/phan-bo/", views.quotas, name="quotas"),
    path("<int:pk>/khach-moi/", views.guests, name="guests"),
    path("<int:pk>/so-lieu/", views.figures, name="figures"),
    path("<int:pk>/du-tieu-chi/<int:unit>/", views.candidates, name="candidates"),
    path("<int:pk>/gioi-thieu/<int:unit>/<str:who>/", views.nominate, name="nominate"),
    path("<int:pk>/<str:name>.<str:ext>", views.paper, name="paper"),
    path("gioi-thieu/<int:pk>/dong-y/", views.agree, name="agree"),
    path("gioi-thieu/<int:pk>/tra-lai/", views.send_back, name="send_back"),
    path("gioi-thieu/<int:pk>/rut/", views.withdraw, name="withdraw"),
]
