"""Addresses of this capability."""

from django.urls import path

from thidua.orgs.views import accounts, days, imports, merging, people, seeing, units

app_name = "orgs"
urlpatterns = [
    path("", units.units, name="units"),
    path("<int:pk>/", units.unit, name="unit"),
    path("<int:pk>/them/", units.new_unit, name="new_unit"),
    path("<int:pk>/sua/", units.edit_unit, name="edit_unit"),
    path("<int:pk>/chuyen/", units.move_unit, name="move_unit"),
    path("<int:pk>/to-chuc-lai/", units.succeed_unit, name="succeed_unit"),
    path("<int:pk>/ket-thuc/", units.close_unit, name="close_unit"),
    path("<int:pk>/gan/", units.link_unit, name="link_unit"),
    path("gan/<int:pk>/thoi/", units.end_link, name="end_link"),
    path("<int:pk>/vai-tro/", units.grant_role, name="grant_role"),
    path("vai-tro/<int:pk>/thoi/", units.end_role, name="end_role"),
    path("vai-tro/<int:pk>/uy-quyen/", units.appoint_deputy, name="appoint_deputy"),
    path("uy-quyen/<int:pk>/thoi/", units.end_deputation, name="end_deputation"),
    path("<int:pk>/ngay-nghi/", days.moved_days, name="moved_days"),
    path("ngay-nghi/<int:pk>/bo/", days.drop_day, name="drop_day"),
    path("ngay-nghi/<int:pk>/ghi-lai/", days.restore_day, name="restore_day"),
    path("<int:pk>/phieu/", people.slips, name="slips"),
    path("<int:pk>/nhan-su/", people.new_person, name="new_person"),
    path("nhan-su/", people.PeopleList.as_view(), name="people"),
    path("nhan-su/<int:pk>/", people.person, name="person"),
    path("nhan-su/<int:pk>/sua/", people.edit_person, name="edit_person"),
    path("nhan-su/<int:pk>/chuyen/", people.transfer, name="transfer"),
    path("nhan-su/<int:pk>/chuc-vu/", people.set_position, name="set_position"),
    path("chuc-vu/<int:pk>/thoi/", people.end_position, name="end_position"),
    path("nhan-su/<int:pk>/thoi/", people.leave, name="leave"),
    path("nhan-su/<int:pk>/xoa/", people.erase, name="erase"),
    path("nhan-su/<int:pk>/gop/", merging.merge, name="merge"),
    path("nhan-su/<int:pk>/du-lieu/", people.export, name="export"),
    path("nhan-su/<int:pk>/cap-lai/", people.reset, name="reset"),
    path("nhan-su/<int:pk>/ngung/", accounts.deactivate, name="deactivate"),
    path("nhan-su/<int:pk>/mo-lai/", accounts.reactivate, name="reactivate"),
    path("nhan-su/<int:pk>/go-hai-lop/", accounts.drop_second_factor, name="drop_second_factor"),
    path("nhap/don-vi/", imports.import_units, name="import_units"),
    path("nhap/nhan-su/", imports.import_people, name="import_people"),
    path("nhap/mau-don-vi/", imports.template, {"kind": "units"}, name="template_units"),
    path("nhap/mau-nhan-su/", imports.template, {"kind": "people"}, name="template_people"),
    path("nhap/<int:pk>/", imports.imported, name="import"),
    path("viec/<int:pk>/", imports.task, name="task"),
    path("ai-xem-duoc/", seeing.who_may_see, name="who_may_see"),
]
