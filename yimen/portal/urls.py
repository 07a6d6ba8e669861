"""Addresses of the portal."""

from django.urls import path

from yimen.portal.views import (
    account,
    apply,
    files,
    guides,
    home,
    inbox,
    items,
    laws,
    lookup,
    materials,
    mine,
    pages,
    powers,
    reading,
    situation,
    supplement,
)

app_name = "portal"
urlpatterns = [
    path("", home.home, name="home"),
    path("items/", items.item_list, name="item_list"),
    path("items/suggest/", items.item_suggest, name="item_suggest"),
    path("items/<str:code>/", items.item_guide, name="item_guide"),
    path("items/<str:code>/guide.pdf", guides.guide_pdf, name="guide_pdf"),
    path("items/<str:code>/guide.jsonld", guides.guide_data, name="guide_data"),
    path("items/<str:code>/embedded/", guides.guide_embedded, name="guide_embedded"),
    path(
        "items/<str:code>/files/<int:number>/<uuid:file_id>/", guides.guide_file, name="guide_file"
    ),
    path("items/<str:code>/apply/", apply.apply_begin, name="apply_begin"),
    path("apply/<uuid:case_id>/", apply.apply_resume, name="apply_resume"),
    path("apply/<uuid:case_id>/situation/", situation.apply_situation, name="apply_situation"),
    path(
        "apply/<uuid:case_id>/situation/keep/",
        situation.apply_situation_keep,
        name="apply_situation_keep",
    ),
    path("apply/<uuid:case_id>/form/", apply.apply_form, name="apply_form"),
    path("apply/<uuid:case_id>/keep/", apply.apply_keep, name="apply_keep"),
    path("apply/<uuid:case_id>/renew/", apply.apply_renew, name="apply_renew"),
    path("apply/<uuid:case_id>/materials/", materials.apply_materials, name="apply_materials"),
    path(
        "apply/<uuid:case_id>/materials/<str:key>/add/", materials.material_add, name="material_add"
    ),
    path(
        "apply/<uuid:case_id>/materials/<str:key>/again/<uuid:file_id>/",
        materials.material_again,
        name="material_again",
    ),
    path(
        "apply/<uuid:case_id>/files/<uuid:file_id>/replace/",
        materials.material_replace,
        name="material_replace",
    ),
    path(
        "apply/<uuid:case_id>/files/<uuid:file_id>/remove/",
        materials.material_remove,
        name="material_remove",
    ),
    path("apply/<uuid:case_id>/discard/", apply.apply_discard, name="apply_discard"),
    path("apply/<uuid:case_id>/check/", apply.apply_check, name="apply_check"),
    path("cases/", mine.case_list, name="case_list"),
    path("cases/act-for/", mine.act_for, name="act_for"),
    path("cases/<str:number>/", mine.case_page, name="case_page"),
    path("cases/<str:number>/receipt/", mine.case_receipt, name="case_receipt"),
    path("cases/<str:number>/withdraw/", mine.case_withdraw, name="case_withdraw"),
    path("cases/<str:number>/supplement/", supplement.case_supplement, name="case_supplement"),
    path("laws/", laws.law_index, name="law_index"),
    path("laws/<uuid:law_id>/", laws.law_page, name="law_page"),
    path("proofs/", laws.proof_index, name="proof_index"),
    path("proofs/<slug:key>/", laws.proof_page, name="proof_page"),
    path("files/<uuid:file_id>/", files.file_download, name="file_download"),
    path("files/<uuid:file_id>/view/", files.file_view, name="file_view"),
    path("powers/", powers.power_index, name="power_index"),
    path("powers/<str:code>/", powers.power_page, name="power_page"),
    path("query/", lookup.status_query, name="status_query"),
    path("messages/", inbox.message_list, name="message_list"),
    path("messages/<uuid:message_id>/read/", inbox.message_read, name="message_read"),
    path("account/", account.account, name="account"),
    path("reading/", reading.reading_set, name="reading_set"),
    path("regions/", reading.region_list, name="region_list"),
    path("help/", pages.help_page, name="help"),
    path("accessibility/", pages.accessibility, name="accessibility"),
]
