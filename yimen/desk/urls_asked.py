"""Addresses of what my department is asked by others."""

from django.urls import path

from yimen.desk.views import consulting

urlpatterns = [
    path("", consulting.asked_list, name="asked_list"),
    path("<uuid:consultation_id>/", consulting.asked_page, name="asked_page"),
    path("<uuid:consultation_id>/answer/", consulting.asked_answer, name="asked_answer"),
    path("<uuid:consultation_id>/paper/", consulting.asked_paper, name="asked_paper"),
    path(
        "<uuid:consultation_id>/files/<uuid:file_id>/",
        consulting.asked_material,
        name="asked_material",
    ),
]
