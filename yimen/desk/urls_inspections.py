"""Addresses of inspections, below desk/inspections/."""

from django.urls import path

from yimen.desk.views import inspections

urlpatterns = [
    path("", inspections.plan_list, name="inspection_plans"),
    path("new/", inspections.plan_new, name="inspection_new"),
    path("against/", inspections.against, name="inspections_against"),
    path("plans/<uuid:plan_id>/", inspections.plan_page, name="inspection_plan"),
    path("plans/<uuid:plan_id>/list/", inspections.plan_numbers, name="inspection_numbers"),
    path("plans/<uuid:plan_id>/draw/", inspections.plan_draw, name="inspection_draw"),
    path("<uuid:inspection_id>/", inspections.inspection, name="inspection"),
    path("<uuid:inspection_id>/mark/", inspections.mark, name="inspection_mark"),
    path("<uuid:inspection_id>/mend/", inspections.mend, name="inspection_mend"),
    path("<uuid:inspection_id>/settle/", inspections.settle, name="inspection_settle"),
]
