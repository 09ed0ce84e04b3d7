"""Addresses: each capability brings its own."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("thidua.notices.urls")),
    path("tai-khoan/", include("thidua.accounts.urls")),
    path("tai-khoan/", include("thidua.accounts.sign_in_urls")),
    path("", include("thidua.ui.urls")),
    path("don-vi/", include("thidua.orgs.urls")),
    path("tai-lieu/", include("thidua.documents.urls")),
    path("phoi-in/", include("thidua.certificates.urls")),
    path("goi-tin/", include("thidua.exchange.urls")),
    path("quy-dinh/", include("thidua.overlays.urls")),
    path("cong-khai/", include("thidua.disclosures.urls")),
    path("bo-phieu-kin/", include("thidua.ballots.urls")),
    path("hoi-dong/", include("thidua.councils.urls")),
    path("phong-trao/", include("thidua.movements.urls")),
    path("giao-uoc/", include("thidua.pacts.urls")),
    path("chuong-trinh/", include("thidua.programmes.urls")),
    path("cham-lo/", include("thidua.care.urls")),
    path("kien-nghi/", include("thidua.suggestions.urls")),
    path("bang-thi-dua/", include("thidua.boards.urls")),
    path("so-ket-tong-ket/", include("thidua.reviews.urls")),
    path("cum-khoi/", include("thidua.clusters.urls")),
    path("chi-tieu/", include("thidua.indicators.urls")),
    path("kiem-tra-giam-sat/", include("thidua.oversight.urls")),
    path("sang-kien/", include("thidua.initiatives.urls")),
    path("khen-thuong/", include("thidua.awards.urls")),
    path("so-cu/", include("thidua.legacy.urls")),
    path("quy/", include("thidua.funds.urls")),
    path("hoi-nghi/", include("thidua.conferences.urls")),
    path("thong-ke/", include("thidua.analytics.urls")),
    path("api/v1/", include("thidua.api.urls")),
    path("", include("thidua.portal.urls")),
]

handler400 = "thidua.ui.views.bad_request"
handler403 = "thidua.ui.views.forbidden"
handler404 = "thidua.ui.views.not_found"
handler500 = "thidua.ui.views.server_error"
