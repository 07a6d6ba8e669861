"""Addresses of the catalogue editor, below desk/items/."""

from django.urls import path

from yimen.desk.views import items

urlpatterns = [
    path("", items.item_list, name="item_list"),
    path("new/", items.item_new, name="item_new"),
    path("add/", items.item_add, name="item_add"),
    path("<str:code>/", items.item_page, name="item_page"),
    path("<str:code>/versions/<int:number>/", items.version_page, name="version_page"),
    path("<str:code>/status/<str:move>/", items.item_status, name="item_status"),
    path("<str:code>/draft/", items.draft_edit, name="draft_edit"),
    path("<str:code>/draft/begin/", items.draft_begin, name="draft_begin"),
    path("<str:code>/draft/save/", items.draft_save, name="draft_save"),
    path("<str:code>/draft/submit/", items.draft_submit, name="draft_submit"),
    path("<str:code>/draft/discard/", items.draft_discard, name="draft_discard"),
    path("<str:code>/review/", items.version_review, name="version_review"),
    path("<str:code>/review/publish/", items.version_publish, name="version_publish"),
    path("<str:code>/review/send-back/", items.version_send_back, name="version_send_back"),
]
