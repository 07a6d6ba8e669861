"""Addresses of who answers for what: enquiries, cases, acts, favours."""

from django.urls import path

from yimen.desk.views import answering, enquiries, reports

urlpatterns = [
    path("answering/", enquiries.answering, name="answering"),
    path("enquiries/", enquiries.enquiry_list, name="enquiry_list"),
    path("enquiries/add/", enquiries.enquiry_add, name="enquiry_add"),
    path("enquiries/<uuid:enquiry_id>/", enquiries.enquiry_page, name="enquiry_page"),
    path("enquiries/<uuid:enquiry_id>/answer/", enquiries.enquiry_answer, name="enquiry_answer"),
    path("enquiries/<uuid:enquiry_id>/hand-on/", enquiries.enquiry_hand_on, name="enquiry_hand_on"),
    path("reproaches/<uuid:reproach_id>/reply/", answering.reproach_reply, name="reproach_reply"),
    path("green/", answering.green_list, name="green_list"),
    path("cases/<str:number>/answering/", answering.case_answering, name="case_answering"),
    path("cases/<str:number>/answering/hand-on/", answering.case_hand_on, name="case_hand_on"),
    path("cases/<str:number>/answering/reproach/", answering.reproach_add, name="reproach_add"),
    path("cases/<str:number>/answering/green/", answering.green_mark, name="green_mark"),
    path("cases/<str:number>/answering/no-green/", answering.green_unmark, name="green_unmark"),
    path("report/", reports.report, name="report"),
    path("report/export/", reports.report_export, name="report_export"),
]
