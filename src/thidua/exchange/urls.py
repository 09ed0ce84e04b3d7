"""Addresses of parcels and partners."""

from django.urls import URLPattern, path

from thidua.exchange import views

app_name = "exchange"
urlpatterns: list[URLPattern] = [
    path("", views.Inbox.as_view(), name="inbox"),
    path("nhan/", views.receive, name="receive"),
    path("den/<int:pk>/", views.incoming, name="incoming"),
    path("den/<int:pk>/xem-truoc/", views.preview, name="preview"),
    path("den/<int:pk>/nhan-vao/", views.take, name="take"),
    path("den/<int:pk>/tra-lai/", views.return_, name="return"),
    path("di/", views.Outbox.as_view(), name="outbox"),
    path("di/<int:pk>/", views.outgoing, name="outgoing"),
    path("doi-tac/", views.PartnerList.as_view(), name="partners"),
    path("doi-tac/moi/", views.partner_add, name="partner_add"),
    path("doi-tac/<int:pk>/", views.partner, name="partner"),
    path("doi-tac/<int:pk>/sua/", views.partner_edit, name="partner_edit"),
    path("doi-tac/<int:pk>/trao-doi/", views.partner_block, name="partner_block"),
    path("dinh-danh/", views.own_identity, name="identity"),
]
