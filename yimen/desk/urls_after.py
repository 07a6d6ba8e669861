"""Addresses of what comes after the decision."""

from django.urls import path

from yimen.desk.views import after

urlpatterns = [
    path("results/", after.result_list, name="result_list"),
    path("later-checks/", after.later_check_list, name="later_check_list"),
    path("instant/", after.instant, name="instant"),
    path("instant/switch/", after.instant_switch, name="instant_switch"),
    path("cases/<str:number>/later-checks/<uuid:check_id>/", after.later_check, name="later_check"),
    path("cases/<str:number>/result/<slug:move>/", after.result_act, name="result_act"),
    path(
        "cases/<str:number>/records/<uuid:record_id>/lift/", after.record_lift, name="record_lift"
    ),
]
