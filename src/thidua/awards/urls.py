"""Addresses of this capability."""

from django.urls import path

from thidua.awards import views

app_name = "awards"
urlpatterns = [
    path("dot-xet/", views.RoundList.as_view(), name="rounds"),
    path("dot-xet/mo/", views.round_create, name="round_create"),
    path("dot-xet/<int:pk>/", views.RoundPage.as_view(), name="round"),
    path("dot-xet/<int:pk>/sua/", views.round_update, name="round_update"),
    path("dot-xet/<int:pk>/de-nghi/", views.propose, name="propose"),
    path("dot-xet/<int:pk>/nop/", views.round_submit, name="round_submit"),
    path("dot-xet/<int:pk>/hoi-dong/", views.round_send, name="round_send"),
    path("dot-xet/<int:pk>/cong-khai/", views.round_disclose, name="round_disclose"),
    path("dot-xet/<int:pk>/mo-lai/", views.round_reopen, name="round_reopen"),
    path("dot-xet/<int:pk>/ket-thuc/", views.round_close, name="round_close"),
    path("dot-xet/<int:pk>/quyet-dinh/", views.decision_draft, name="decision_draft"),
    path("dot-xet/<int:pk>/in/<str:name>.<str:ext>", views.round_paper, name="round_paper"),
    path("xep-loai/", views.ratings, name="ratings"),
    path("xet-nam/", views.YearlyList.as_view(), name="yearly"),
    path("ho-so/<int:pk>/", views.dossier, name="dossier"),
    path("ho-so/<int:pk>/bao-cao.<str:ext>", views.dossier_report, name="dossier_report"),
    path("ho-so/<int:pk>/sua/", views.dossier_edit, name="dossier_edit"),
    path("ho-so/<int:pk>/nop/", views.dossier_submit, name="dossier_submit"),
    path("ho-so/<int:pk>/tra-lai/", views.dossier_return, name="dossier_return"),
    path("ho-so/<int:pk>/rut/", views.dossier_withdraw, name="dossier_withdraw"),
    path("quyet-dinh/", views.DecisionList.as_view(), name="decisions"),
    path("quyet-dinh/<int:pk>/", views.decision, name="decision"),
    path("quyet-dinh/<int:pk>/sua/", views.decision_edit, name="decision_edit"),
    path("quyet-dinh/<int:pk>/bo-ra/", views.decision_release, name="decision_release"),
    path("quyet-dinh/<int:pk>/trinh-ky/", views.decision_submit, name="decision_submit"),
    path("quyet-dinh/<int:pk>/tra-lai/", views.decision_return, name="decision_return"),
    path("quyet-dinh/<int:pk>/ky/", views.decision_sign, name="decision_sign"),
    path("quyet-dinh/<int:pk>/cap-so/", views.decision_number, name="decision_number"),
    path("quyet-dinh/<int:pk>/phat-hanh/", views.decision_issue, name="decision_issue"),
    path("quyet-dinh/<int:pk>/ky-nhan/", views.decision_receipts, name="decision_receipts"),
    path("so-khen-thuong/", views.Registry.as_view(), name="registry"),
    path("cua-toi/", views.mine, name="mine"),
]
