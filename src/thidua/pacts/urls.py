"""Addresses of pacts."""

from django.urls import URLPattern, path

from thidua.pacts.views import ceremony, clauses, moves, pacts, sheets, signing

app_name = "pacts"
urlpatterns: list[URLPattern] = [
    path("", pacts.PactList.as_view(), name="list"),
    path("lap/", pacts.create, name="create"),
    path("theo-doi/", signing.FollowUp.as_view(), name="follow_up"),
    path("ban-quet/<int:pk>/", sheets.confirm, name="confirm_sheet"),
    path("<int:pk>/", pacts.detail, name="detail"),
    path("<int:pk>/sua/", pacts.edit, name="edit"),
    path("<int:pk>/noi-dung/<int:clause>/", clauses.bind, name="clause"),
    path("<int:pk>/ban-in/", pacts.paper, name="paper"),
    path("<int:pk>/thay-doi/", pacts.changes, name="changes"),
    path("<int:pk>/tien-do/", pacts.progress, name="progress"),
    path("<int:pk>/mo-ky/", moves.open_, name="open"),
    path("<int:pk>/rut-ve/", moves.recall, name="recall"),
    path("<int:pk>/sua-doi/", moves.amend, name="amend"),
    path("<int:pk>/niem-phong/", moves.close, name="close"),
    path("<int:pk>/ky/", signing.sign, name="sign"),
    path("<int:pk>/chu-ky-tay/", sheets.record, name="record_sheet"),
    path("<int:pk>/le-ky/", ceremony.ceremony, name="ceremony"),
    path("<int:pk>/le-ky/cac-ben/", ceremony.ceremony_parties, name="ceremony_parties"),
]
