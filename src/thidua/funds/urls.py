"""Addresses of funds, prizes, artefacts and golden books."""

from django.urls import URLPattern, path

from thidua.funds import views

app_name = "funds"
urlpatterns: list[URLPattern] = [
    path("", views.FundList.as_view(), name="list"),
    path("moi/", views.create, name="create"),
    path("nam/<int:pk>/", views.fund, name="fund"),
    path("nam/<int:pk>/du-toan/", views.plan, name="plan"),
    path("nam/<int:pk>/duyet/", views.approve, name="approve"),
    path("nam/<int:pk>/khoa/", views.close, name="close"),
    path("nam/<int:pk>/mo-lai/", views.reopen, name="reopen"),
    path("nam/<int:pk>/ghi/", views.enter, name="enter"),
    path("nam/<int:pk>/so-quy.<str:ext>", views.fund_file, name="fund_file"),
    path("but-toan/<int:pk>/nguoc/", views.correct, name="correct"),
    path("tien-thuong/", views.DecisionList.as_view(), name="decisions"),
    path("tien-thuong/<int:pk>/", views.prizes, name="prizes"),
    path("tien-thuong/<int:pk>/muc/", views.fill, name="fill"),
    path("tien-thuong/<int:pk>/hien-vat/", views.hand_out, name="hand_out"),
    path("tien-thuong/<int:pk>/ky-nhan.<str:ext>", views.receipts, name="receipts"),
    path("tien-thuong/khoan/<int:pk>/huy/", views.take_back, name="take_back"),
    path("tien-thuong/khoan/<int:pk>/chi-rieng/", views.apart, name="apart"),
    path("tien-thuong/khoan/<int:pk>/thu-hoi/", views.recover, name="recover"),
    path("muc-thuong/", views.RateList.as_view(), name="rates"),
    path("muc-thuong/moi/", views.rate, name="rate"),
    path("kho/", views.ItemList.as_view(), name="stock"),
    path("kho/moi/", views.create_item, name="create_item"),
    path("kho/<int:pk>/", views.item, name="item"),
    path("kho/<int:pk>/sua/", views.edit_item, name="edit_item"),
    path("kho/<int:pk>/<str:what>/", views.move_item, name="move_item"),
    path("kho/nhap-lai/<int:pk>/", views.return_artefact, name="return_artefact"),
    path("so-vang/", views.golden_books, name="golden_books"),
    path("so-vang/<int:pk>/<int:year>/", views.golden_book, name="golden_book"),
    path("so-vang/<int:pk>/<int:year>/so.<str:ext>", views.golden_file, name="golden_file"),
]
