"""Addresses of the register of papers and of stored files."""

from django.urls import path

from thidua.documents import views

app_name = "documents"
urlpatterns = [
    path("", views.Register.as_view(), name="register"),
    path("vao-so/", views.register_paper, name="register_paper"),
    path("so-cap-so/", views.books, name="books"),
    path("luu-tru/", views.archive, name="archive"),
    path("mau-word/", views.word_templates, name="word_templates"),
    path("mau-word/<int:pk>/xem-thu/", views.word_template_preview, name="word_template_preview"),
    path("mau-word/<int:pk>/bo/", views.word_template_drop, name="word_template_drop"),
    path("<int:pk>/", views.paper, name="paper"),
    path("<int:pk>/ky-so/", views.sign, name="sign"),
    path("<int:pk>/dinh-chinh/", views.correct, name="correct"),
    path("<int:pk>/thu-hoi/", views.revoke, name="revoke"),
    path("<int:pk>/bao-quan/", views.keep, name="keep"),
    path("<int:pk>/ban-quet/", views.attach_scan, name="attach_scan"),
    path("<int:pk>/ban-in.<str:file_format>", views.rendered, name="rendered"),
    path("tep/<int:pk>/", views.stored_file, name="file"),
]
