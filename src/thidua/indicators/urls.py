"""Addresses of indicators, targets, reports and what they add up to."""

from django.urls import URLPattern, path

from thidua.indicators.views import assigning, checking, library, reports, sets, targets

app_name = "indicators"
urlpatterns: list[URLPattern] = [
    path("", library.Library.as_view(), name="library"),
    path("moi/", library.define, name="define"),
    path("<int:pk>/", library.indicator, name="indicator"),
    path("<int:pk>/sua/", library.redefine, name="redefine"),
    path("<int:pk>/thoi-dung/", library.retire, name="retire"),
    path("bo/", sets.SetList.as_view(), name="sets"),
    path("bo/moi/<int:movement>/", sets.create, name="create_set"),
    path("bo/<int:pk>/", sets.indicator_set, name="set"),
    path("bo/<int:pk>/chon/", sets.fill, name="fill"),
    path("bo/<int:pk>/ap-dung/", sets.open_set, name="open_set"),
    path("bo/<int:pk>/khep-lai/", sets.close_set, name="close_set"),
    path("bo/<int:pk>/mo-lai/", sets.reopen_set, name="reopen_set"),
    path("bo/<int:pk>/giao/", assigning.assign, name="assign"),
    path("bo/<int:pk>/cac-buoc/", assigning.steps, name="steps"),
    path("bo/<int:pk>/tu-chon/<int:unit>/", assigning.adopt, name="adopt"),
    path("bo/<int:pk>/muc/", targets.targets, name="targets"),
    path("bo/<int:pk>/muc/dat/", targets.set_targets, name="set_targets"),
    path("bo/<int:pk>/cam-ket/<int:target>/<int:unit>/", targets.commit, name="commit"),
    path("buoc/<int:pk>/hoan-tac/", assigning.undo, name="undo"),
    path("bao-cao/", reports.owed, name="owed"),
    path("bao-cao/mo/", reports.open_one, name="open_report"),
    path("bao-cao/kiem-tra/", checking.ReportList.as_view(), name="reports"),
    path("bao-cao/<int:pk>/", reports.report, name="report"),
    path("bao-cao/<int:pk>/rut/", reports.take_back, name="take_back"),
    path("bao-cao/<int:pk>/xet/", checking.decide, name="decide"),
    path("bao-cao/so-lieu/<int:pk>/", checking.correct, name="correct"),
]
