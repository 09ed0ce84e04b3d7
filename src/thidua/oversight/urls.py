"""Addresses of inspection: plans, draws, visits and findings."""

from django.urls import URLPattern, path

from thidua.oversight.views import draws, findings, plans, visits

app_name = "oversight"
urlpatterns: list[URLPattern] = [
    path("", plans.PlanList.as_view(), name="plans"),
    path("moi/", plans.create, name="create"),
    path("<int:pk>/", plans.plan, name="plan"),
    path("<int:pk>/sua/", plans.revise, name="revise"),
    path("<int:pk>/cau-hoi/", plans.questions, name="questions"),
    path("<int:pk>/chuyen/", plans.move, name="move"),
    path("<int:pk>/rut-mau/", draws.prepare, name="prepare_draw"),
    path("<int:pk>/chon-don-vi/", draws.choose, name="choose"),
    path("<int:pk>/ho-so/", plans.pack, name="pack"),
    path("mau/<int:pk>/", draws.draw, name="draw"),
    path("mau/<int:pk>/ma/", draws.seed, name="seed"),
    path("mau/<int:pk>/rut/", draws.perform, name="perform_draw"),
    path("don-vi/<int:pk>/", visits.visit, name="visit"),
    path("don-vi/<int:pk>/ghi/", visits.record, name="record"),
    path("don-vi/<int:pk>/minh-chung/", visits.attach, name="attach"),
    path("don-vi/<int:pk>/ket-luan/", visits.conclude, name="conclude"),
    path("don-vi/<int:pk>/ghi-ton-tai/", visits.raise_finding, name="raise"),
    path("don-vi/<int:pk>/bien-ban.<str:file_format>", visits.minutes, name="minutes"),
    path("ton-tai/", findings.FindingList.as_view(), name="findings"),
    path("ton-tai/<int:pk>/", findings.finding, name="finding"),
    path("ton-tai/<int:pk>/rut/", findings.withdraw, name="withdraw"),
    path("ton-tai/<int:pk>/khac-phuc/", findings.remedy, name="remedy"),
    path("ton-tai/<int:pk>/xet/", findings.decide, name="decide"),
    path("ton-tai/<int:pk>/so-lieu/", findings.settle, name="settle"),
]
