"""Addresses of tasks, action programmes and launch records."""

from django.urls import URLPattern, path

from thidua.programmes.views import launches, movements, programmes, tasks

app_name = "programmes"
urlpatterns: list[URLPattern] = [
    path("", tasks.TaskList.as_view(), name="list"),
    path("viec/<int:pk>/", tasks.detail, name="task"),
    path("viec/<int:pk>/xong/", tasks.finish, name="finish"),
    path("viec/<int:pk>/minh-chung/", tasks.evidence, name="evidence"),
    path("viec/<int:pk>/xac-nhan/", tasks.confirm, name="confirm"),
    path("viec/<int:pk>/tra-lai/", tasks.give_back, name="return"),
    path("viec/<int:pk>/thoi/", tasks.drop, name="drop"),
    path("viec/<int:pk>/giao-lai/", tasks.resume, name="resume"),
    path("viec/<int:pk>/sua/", tasks.edit, name="edit"),
    path("phong-trao/<int:pk>/", movements.page_of, name="movement"),
    path("phong-trao/<int:pk>/lap/", movements.start, name="start"),
    path("phong-trao/<int:pk>/tuyen-truyen/", movements.communicate, name="communicate"),
    path("phong-trao/<int:pk>/cong-trinh/", movements.dedicate, name="dedicate"),
    path("phong-trao/<int:pk>/le-phat-dong/", launches.record, name="record"),
    path("le-phat-dong/<int:pk>/sua/", launches.edit, name="launch_edit"),
    path("<int:pk>/", programmes.detail, name="programme"),
    path("<int:pk>/sua/", programmes.edit, name="programme_edit"),
    path("<int:pk>/gui/", programmes.send, name="programme_send"),
    path("<int:pk>/chap-thuan/", programmes.accept, name="programme_accept"),
    path("<int:pk>/tra-lai/", programmes.give_back, name="programme_return"),
]
