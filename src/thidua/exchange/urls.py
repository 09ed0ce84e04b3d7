"""Addresses of parcels and partners."""

from django.urls import URLPattern, path

from thidua.exchange.views import parcels, partners

app_name = "exchange"
urlpatterns: list[URLPattern] = [
    path("", parcels.Inbox.as_view(), name="inbox"),
    path("nhan/", parcels.receive, name="receive"),
    path("den/<int:pk>/", parcels.incoming, name="incoming"),
    path("den/<int:pk>/xem-truoc/", parcels.preview, name="preview"),
    path("den/<int:pk>/nhan-vao/", parcels.take, name="take"),
    path("den/<int:pk>/tra-lai/", parcels.return_, name="return"),
    path("di/", parcels.Outbox.as_view(), name="outbox"),
    path("di/<int:pk>/", parcels.outgoing, name="outgoing"),
    path("doi-tac/", partners.PartnerList.as_view(), name="partners"),
    path("doi-tac/moi/", partners.partner_add, name="partner_add"),
    path("doi-tac/<int:pk>/", partners.partner, name="partner"),
    path("doi-tac/<int:pk>/sua/", partners.partner_edit, name="partner_edit"),
    path("doi-tac/<int:pk>/trao-doi/", partners.partner_block, name="partner_block"),
    path("dinh-danh/", partners.own_identity, name="identity"),
]
