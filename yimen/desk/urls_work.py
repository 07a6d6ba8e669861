"""Addresses of what an officer keeps for his work, and of what stands beside a case."""

from django.urls import path

from yimen.desk.views import batch, charges, footage, hearings, notes, phrases, work

urlpatterns = [
    path("batch/", batch.batch, name="batch"),
    path("batch/do/", batch.batch_do, name="batch_do"),
    path("phrases/", phrases.phrase_list, name="phrase_list"),
    path("phrases/add/", phrases.phrase_add, name="phrase_add"),
    path("phrases/<uuid:phrase_id>/drop/", phrases.phrase_drop, name="phrase_drop"),
    path("work/export/", work.work_export, name="work_export"),
    path("views/save/", work.view_save, name="view_save"),
    path("views/<uuid:view_id>/forget/", work.view_forget, name="view_forget"),
    path("cases/<str:number>/phrases/", phrases.phrase_choose, name="phrase_choose"),
    path("cases/<str:number>/notes/", notes.note_write, name="note_write"),
    path("cases/<str:number>/urge/", notes.case_urge, name="case_urge"),
    path("cases/<str:number>/charges/", charges.case_charges, name="case_charges"),
    path(
        "cases/<str:number>/charges/<uuid:charge_id>/void/",
        charges.charge_void,
        name="charge_void",
    ),
    path("hearings/", hearings.hearing_list, name="hearing_list"),
    path("cases/<str:number>/hearing/", hearings.case_hearing, name="case_hearing"),
    path("cases/<str:number>/hearing/<slug:what>/", hearings.hearing_act, name="hearing_act"),
    path(
        "cases/<str:number>/hearing/<uuid:hearing_id>/paper/",
        hearings.hearing_paper,
        name="hearing_paper",
    ),
    path("cases/<str:number>/footage/", footage.case_footage, name="case_footage"),
    path(
        "cases/<str:number>/footage/<int:seq>/<uuid:place_id>/", footage.case_look, name="case_look"
    ),
]
