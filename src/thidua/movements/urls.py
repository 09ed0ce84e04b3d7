"""Addresses of movements."""

from django.urls import path

from thidua.movements import views

app_name = "movements"
urlpatterns = [
    path("", views.MovementList.as_view(), name="list"),
    path("lap/", views.create, name="create"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/sua/", views.edit, name="edit"),
    path("<int:pk>/phat-dong/", views.launch, name="launch"),
    path("<int:pk>/da-nhan/", views.receive, name="receive"),
    path("<int:pk>/ket-thuc/", views.close, name="close"),
    path("<int:pk>/don-vi/", views.FollowUp.as_view(), name="follow_up"),
    path("<int:pk>/don-vi/nhac/", views.remind, name="remind"),
    path("<int:pk>/huong-ung/", views.answer, name="answer"),
    path("<int:pk>/mo-nam-moi/", views.open_year, name="open_year"),
    path("<int:pk>/van-ban/", views.attach, name="attach"),
    path("<int:pk>/van-ban/bo/", views.detach, name="detach"),
    path("<int:pk>/in/<str:name>.<str:ext>", views.movement_paper, name="paper"),
    path("<int:pk>/dot/", views.add_phase, name="add_phase"),
    path("dot/<int:pk>/", views.edit_phase, name="edit_phase"),
    path("dot/<int:pk>/doi-cho/", views.move_phase, name="move_phase"),
    path("dot/<int:pk>/bo/", views.drop_phase, name="drop_phase"),
    path("cua-co-quan-khac/", views.outside, name="outside"),
    path("<int:pk>/cua-co-quan-khac/", views.edit_outside, name="edit_outside"),
    path("lien-tich/<int:pk>/ky/", views.sign_joint, name="sign_joint"),
    path("lien-tich/<int:pk>/so/", views.number_joint, name="number_joint"),
    path("nhip/", views.pulse, name="pulse"),
    path("<int:pk>/nhip/", views.beat, name="beat"),
    path("dang-ky/<int:pk>/", views.fill, name="registration"),
    path("dang-ky/<int:pk>/in.<str:ext>", views.registration_paper, name="registration_paper"),
    path("dang-ky/<int:pk>/xet/", views.decide, name="decide"),
    path("dang-ky/<int:pk>/tham-gia/", views.take_part, name="take_part"),
]
