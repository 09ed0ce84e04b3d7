"""Addresses of disclosures, comments, complaints and holds."""

from django.urls import URLPattern, path

from thidua.disclosures.views import comments, complaints, holds, periods

app_name = "disclosures"
urlpatterns: list[URLPattern] = [
    path("", periods.DisclosureList.as_view(), name="list"),
    path("moi/", periods.open_list, name="open"),
    path("xem/<str:code>/", periods.public, name="public"),
    path("y-kien/", comments.CommentList.as_view(), name="comments"),
    path("y-kien/<int:comment>/", comments.detail, name="comment"),
    path("y-kien/<int:comment>/mo-ten/", comments.open_name, name="open_name"),
    path("y-kien/<int:comment>/xac-minh/", comments.verify, name="verify"),
    path("y-kien/<int:comment>/tra-loi/", comments.answer, name="answer"),
    path("y-kien/<int:comment>/chuyen-don/", comments.take_over, name="take_over"),
    path("don/", complaints.ComplaintList.as_view(), name="complaints"),
    path("don/moi/", complaints.file, name="file"),
    path("don/<int:complaint>/", complaints.detail, name="complaint"),
    path("don/<int:complaint>/mo-ten/", complaints.open_filer, name="open_filer"),
    path("don/<int:complaint>/thu-ly/", complaints.accept, name="accept"),
    path("don/<int:complaint>/khong-thu-ly/", complaints.decline, name="decline"),
    path("don/<int:complaint>/giai-quyet/", complaints.settle, name="settle"),
    path("don/<int:complaint>/lan-hai/", complaints.file_again, name="file_again"),
    path("don/<int:complaint>/tam-dung/", holds.place_for, name="place_for"),
    path("tam-dung/", holds.HoldList.as_view(), name="holds"),
    path("tam-dung/moi/", holds.place, name="place"),
    path("tam-dung/<int:hold>/", holds.detail, name="hold"),
    path("tam-dung/<int:hold>/ket-thuc/", holds.end, name="end_hold"),
    path("<int:pk>/", periods.detail, name="detail"),
    path("<int:pk>/gop-y/", comments.send, name="send"),
    path("<int:pk>/thong-bao.<str:file_format>", periods.notice, name="notice"),
    path("<int:pk>/keo-dai/", periods.extend, name="extend"),
    path("<int:pk>/ket-thuc/", periods.close, name="close"),
]
