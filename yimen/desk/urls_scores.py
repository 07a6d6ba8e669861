"""Addresses of scores, below desk/scores/."""

from django.urls import path

from yimen.desk.views import appeals, scores

urlpatterns = [
    path("", scores.score_list, name="score_list"),
    path("mine/", scores.score_mine, name="score_mine"),
    path("publish/", scores.score_publish, name="score_publish"),
    path("titles/", scores.title_list, name="title_list"),
    path("titles/<uuid:score_id>/", scores.title_confirm, name="title_confirm"),
    path("appeals/", appeals.appeal_list, name="score_appeals"),
    path("lines/<uuid:line_id>/", appeals.line_page, name="score_line"),
    path("lines/<uuid:line_id>/appeal/", appeals.line_appeal, name="score_appeal"),
    path("lines/<uuid:line_id>/decide/", appeals.appeal_decide, name="score_decide"),
    path("marks/<uuid:mark_id>/withdraw/", scores.mark_withdraw, name="mark_withdraw"),
    path("files/<uuid:file_id>/", scores.score_file, name="score_file"),
    path("<slug:kind>/<uuid:subject_id>/", scores.score_sheet, name="score_sheet"),
    path("<slug:kind>/<uuid:subject_id>/marks/", scores.mark_add, name="mark_add"),
]
