"""Addresses of supervision: cards, what is due, the picture, bulletins, rules."""

from django.urls import include, path

from yimen.desk.views import bulletins, cards, rulebook, supervision

urlpatterns = [
    path("", include("yimen.desk.urls_video")),
    path("", cards.supervision, name="supervision"),
    path("cards/", cards.card_list, name="card_list"),
    path("cards/<uuid:card_id>/", cards.card_page, name="card_page"),
    path("cards/<uuid:card_id>/files/<uuid:file_id>/", cards.card_file, name="card_file"),
    path("cards/<uuid:card_id>/<slug:move>/", cards.card_act, name="card_act"),
    path("rules/", rulebook.rule_list, name="rule_list"),
    path("rules/<uuid:rule_id>/", rulebook.rule_page, name="rule_page"),
    path("rules/<uuid:rule_id>/next/", rulebook.rule_new, name="rule_new"),
    path("unit/", supervision.card_unit, name="card_unit"),
    path("near/", supervision.card_near, name="card_near"),
    path("overview/", supervision.card_picture, name="card_picture"),
    path("bulletin/", bulletins.card_bulletin, name="card_bulletin"),
    path("bulletin/export/", bulletins.card_bulletin_export, name="card_bulletin_export"),
    path("bulletin/pdf/", bulletins.card_bulletin_pdf, name="card_bulletin_pdf"),
]
