"""Addresses of suggestions."""

from django.urls import URLPattern, path

from thidua.suggestions import views

app_name = "suggestions"
urlpatterns: list[URLPattern] = [
    path("", views.SuggestionList.as_view(), name="list"),
    path("moi/", views.send, name="send"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/tra-loi/", views.answer, name="answer"),
    path("<int:pk>/chuyen/", views.pass_on, name="pass_on"),
    path("<int:pk>/khep-lai/", views.close, name="close"),
    path("<int:pk>/hoi-lai/", views.reopen, name="reopen"),
]
