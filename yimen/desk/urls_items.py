"""Addresses of the catalogue editor, below desk/items/."""

from django.urls import path

from yimen.desk.views.items import drafts, lists, pages, reviews, rulings

urlpatterns = [
    path("", lists.item_list, name="item_list"),
    path("new/", lists.item_new, name="item_new"),
    path("add/", lists.item_add, name="item_add"),
    path("<str:code>/", pages.item_page, name="item_page"),
    path("<str:code>/versions/<int:number>/", pages.version_page, name="version_page"),
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
    # A part with a page of its own stands above these two, at draft/<part>/.
    path("<str:code>/draft/<slug:part>/", drafts.draft_edit, name="draft_part"),
    path("<str:code>/draft/<slug:part>/save/", drafts.draft_save, name="draft_save"),
    path("<str:code>/review/", reviews.version_review, name="version_review"),
    path("<str:code>/review/publish/", reviews.version_publish, name="version_publish"),
    path("<str:code>/review/send-back/", reviews.version_send_back, name="version_send_back"),
]
