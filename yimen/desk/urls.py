"""Addresses of the desk."""

from django.urls import include, path

from yimen.desk.views import (
    acts,
    arranging,
    calendars,
    cases,
    consulting,
    moves,
    operations,
    people,
    sheet,
    work,
)

app_name = "desk"
urlpatterns = [
    path("", work.work, name="work"),
    path("", include("yimen.desk.urls_work")),
    path("", include("yimen.desk.urls_after")),
    path("cases/", cases.case_list, name="case_list"),
    path("cases/<str:number>/", sheet.case_sheet, name="case_sheet"),
    path("cases/<str:number>/files/<uuid:file_id>/", sheet.case_file, name="case_file"),
    path("cases/<str:number>/notices/<int:seq>/", sheet.case_notice, name="case_notice"),
    path(
        "cases/<str:number>/notices/<int:seq>/pdf/", sheet.case_notice_pdf, name="case_notice_pdf"
    ),
    path("cases/<str:number>/record/", sheet.case_record, name="case_record"),
    path("cases/<str:number>/tasks/<uuid:task_id>/claim/", work.task_claim, name="task_claim"),
    path(
        "cases/<str:number>/tasks/<uuid:task_id>/release/", work.task_release, name="task_release"
    ),
    path("cases/<str:number>/tasks/<uuid:task_id>/", arranging.task_page, name="task_page"),
    path(
        "cases/<str:number>/tasks/<uuid:task_id>/<slug:what>/",
        arranging.task_arrange,
        name="task_arrange",
    ),
    path("cases/<str:number>/acts/<slug:move>/", acts.case_act, name="case_act"),
    path("cases/<str:number>/consult/", consulting.question, name="question"),
    path(
        "cases/<str:number>/consult/<uuid:consultation_id>/recall/",
        consulting.recall,
        name="question_recall",
    ),
    path("asked/", include("yimen.desk.urls_asked")),
    path("", include("yimen.desk.urls_answering")),
    path("messages/", people.messages, name="messages"),
    path("messages/read/", people.messages_read, name="messages_read"),
    path("people/", include("yimen.desk.urls_people")),
    path("house/", include("yimen.desk.urls_house")),
    path("calendar/", calendars.calendar, name="calendar"),
    path("calendar/moves/<int:entry_id>/", moves.calendar_moves, name="calendar_moves"),
    path("calendar/closures/add/", moves.closure_add, name="closure_add"),
    path("calendar/closures/<uuid:closure_id>/end/", moves.closure_end, name="closure_end"),
    path("calendar/day/", calendars.calendar_day, name="calendar_day"),
    path("calendar/day/unset/", calendars.calendar_day_unset, name="calendar_day_unset"),
    path("calendar/load/", calendars.calendar_load, name="calendar_load"),
    path("", include("yimen.desk.urls_figures")),
    path("history/", include("yimen.desk.urls_history")),
    path("operations/", operations.operations, name="operations"),
    path("outbox/", include("yimen.desk.urls_outbox")),
    path("systems/", include("yimen.desk.urls_systems")),
    path("items/", include("yimen.desk.urls_items")),
    path("catalogue/", include("yimen.desk.urls_checks")),
    path("inspections/", include("yimen.desk.urls_inspections")),
    path("scores/", include("yimen.desk.urls_scores")),
    path("supervision/", include("yimen.desk.urls_supervision")),
]
