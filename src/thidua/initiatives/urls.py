"""Addresses of this capability."""

from django.urls import URLPattern, path

from thidua.initiatives.views import difficulties, initiatives, recognition

app_name = "initiatives"
urlpatterns: list[URLPattern] = [
    path("", initiatives.InitiativeList.as_view(), name="list"),
    path("moi/", initiatives.create, name="create"),
    path("<int:pk>/", initiatives.detail, name="detail"),
    path("<int:pk>/sua/", initiatives.edit, name="edit"),
    path("<int:pk>/gui/", initiatives.submit, name="submit"),
    path("<int:pk>/rut-lai/", initiatives.withdraw, name="withdraw"),
    path("<int:pk>/xac-nhan/", initiatives.verify, name="verify"),
    path("<int:pk>/tra-lai/", initiatives.give_back, name="return"),
    path("<int:pk>/anh/", initiatives.add_photo, name="add_photo"),
    path("<int:pk>/anh/<int:photo>/bo/", initiatives.drop_photo, name="drop_photo"),
    path("hoi-dong/", recognition.put_forward, name="put_forward"),
    path("cong-nhan/", recognition.recognise, name="recognise"),
    path("<int:pk>/khong-cong-nhan/", recognition.refuse, name="refuse"),
    path("<int:pk>/tra-lai-sau-xet/", recognition.hand_back, name="hand_back"),
    path("kho-khan/", difficulties.DifficultyList.as_view(), name="difficulty_list"),
    path("kho-khan/moi/", difficulties.create, name="difficulty_create"),
    path("kho-khan/<int:pk>/", difficulties.detail, name="difficulty_detail"),
    path("kho-khan/<int:pk>/sua/", difficulties.edit, name="difficulty_edit"),
    path("kho-khan/<int:pk>/gui/", difficulties.submit, name="difficulty_submit"),
    path("kho-khan/<int:pk>/rut-lai/", difficulties.withdraw, name="difficulty_withdraw"),
    path("kho-khan/<int:pk>/xac-nhan/", difficulties.verify, name="difficulty_verify"),
    path("kho-khan/<int:pk>/tra-lai/", difficulties.give_back, name="difficulty_return"),
]
