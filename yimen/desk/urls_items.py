"""Addresses of the catalogue editor, below desk/items/."""

from django.urls import path

from yimen.desk.views import processes
from yimen.desk.views.items import (
    acts,
    attachments,
    drafts,
    exchange,
    form,
    lists,
    pages,
    preconditions,
    reviews,
    rulings,
    situations,
    versions,
    words,
)

urlpatterns = [
    path("", lists.item_list, name="item_list"),
    path("new/", lists.item_new, name="item_new"),
    path("add/", lists.item_add, name="item_add"),
    path("acts/", acts.act_list, name="act_list"),
    path("acts/<uuid:act_id>/", acts.act_page, name="act_page"),
    path("acts/<uuid:act_id>/<slug:move>/", acts.act_move, name="act_move"),
    path("preconditions/", preconditions.preconditions, name="preconditions"),
    path("exchange/", exchange.exchange, name="exchange"),
    path("exchange/template/", exchange.exchange_template, name="exchange_template"),
    path("exchange/export/<slug:form>/", exchange.exchange_export, name="exchange_export"),
    path("exchange/begin/", exchange.exchange_begin, name="exchange_begin"),
    path("exchange/<uuid:run_id>/", exchange.exchange_run, name="exchange_run"),
    path("exchange/<uuid:run_id>/confirm/", exchange.exchange_confirm, name="exchange_confirm"),
    path("words/", words.word_list, name="word_list"),
    path("words/add/", words.word_add, name="word_add"),
    path("words/<int:synonym_id>/", words.word_edit, name="word_edit"),
    path("words/<int:synonym_id>/save/", words.word_save, name="word_save"),
    path("words/<int:synonym_id>/remove/", words.word_remove, name="word_remove"),
    path("<str:code>/", pages.item_page, name="item_page"),
    path("<str:code>/versions/<int:number>/", versions.version_page, name="version_page"),
    path("<str:code>/compare/", versions.item_compare, name="item_compare"),
    path("<str:code>/history/", versions.item_history, name="item_history"),
    path("<str:code>/acts/<slug:kind>/", acts.act_new, name="act_new"),
    path("<str:code>/acts/<slug:kind>/propose/", acts.act_propose, name="act_propose"),
    path("<str:code>/status/<str:move>/", pages.item_status, name="item_status"),
    path("<str:code>/draft/", drafts.draft_edit, name="draft_edit"),
    path("<str:code>/draft/begin/", drafts.draft_begin, name="draft_begin"),
    path("<str:code>/draft/submit/", drafts.draft_submit, name="draft_submit"),
    path("<str:code>/draft/discard/", drafts.draft_discard, name="draft_discard"),
    path("<str:code>/draft/findings/", drafts.draft_findings, name="draft_findings"),
    path("<str:code>/draft/review/tables/<slug:key>/", rulings.ruling_edit, name="ruling_edit"),
    path(
        "<str:code>/draft/review/tables/<slug:key>/save/", rulings.ruling_save, name="ruling_save"
    ),
    path(
        "<str:code>/draft/review/tables/<slug:key>/remove/",
        rulings.ruling_remove,
        name="ruling_remove",
    ),
    path("<str:code>/draft/situations/table/", situations.situation_table, name="situation_table"),
    path(
        "<str:code>/draft/situations/table/save/",
        situations.situation_table_save,
        name="situation_table_save",
    ),
    path(
        "<str:code>/draft/situations/preview/",
        situations.situation_preview,
        name="situation_preview",
    ),
    path("<str:code>/draft/process/", processes.process_edit, name="process_edit"),
    path("<str:code>/draft/drawing/save/", processes.process_save, name="process_save"),
    path("<str:code>/draft/drawing/check/", processes.process_check, name="process_check"),
    path("<str:code>/draft/drawing/drop/", processes.process_drop, name="process_drop"),
    path(
        "<str:code>/versions/<int:number>/process.bpmn",
        processes.process_file,
        name="process_file",
    ),
    path("<str:code>/versions/<int:number>/try/", processes.process_try, name="process_try"),
    path("<str:code>/draft/materials/files/", attachments.draft_files, name="draft_files"),
    path(
        "<str:code>/draft/materials/files/add/", attachments.draft_file_add, name="draft_file_add"
    ),
    path(
        "<str:code>/draft/materials/files/remove/",
        attachments.draft_file_remove,
        name="draft_file_remove",
    ),
    path(
        "<str:code>/versions/<int:number>/files/<uuid:file_id>/",
        attachments.version_file,
        name="version_file",
    ),
    path("<str:code>/draft/form/", form.form_edit, name="form_edit"),
    path("<str:code>/draft/form/save/", form.form_save, name="form_save"),
    # A part with a page of its own stands above these two, at draft/<part>/.
    path("<str:code>/draft/<slug:part>/", drafts.draft_edit, name="draft_part"),
    path("<str:code>/draft/<slug:part>/save/", drafts.draft_save, name="draft_save"),
    path("<str:code>/review/", reviews.version_review, name="version_review"),
    path("<str:code>/review/publish/", reviews.version_publish, name="version_publish"),
    path("<str:code>/review/call-off/", reviews.version_call_off, name="version_call_off"),
    path("<str:code>/review/send-back/", reviews.version_send_back, name="version_send_back"),
]
