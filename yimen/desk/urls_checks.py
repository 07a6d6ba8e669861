"""Addresses of what keeps the catalogue sound, below desk/catalogue/."""

from django.urls import path

from yimen.desk.views import basics, checks, proofs

urlpatterns = [
    path("", checks.finding_list, name="finding_list"),
    path("laws/", checks.law_list, name="law_list"),
    path("laws/<uuid:law_id>/", checks.law_items, name="law_items"),
    path("basics/", basics.basic_list, name="basic_list"),
    path("basics/new/", basics.basic_new, name="basic_new"),
    path("basics/add/", basics.basic_add, name="basic_add"),
    path("basics/<str:code>/", basics.basic_page, name="basic_page"),
    path("basics/<str:code>/change/", basics.basic_edit, name="basic_edit"),
    path("basics/<str:code>/change/save/", basics.basic_save, name="basic_save"),
    path("proofs/", proofs.proof_list, name="proof_list"),
    path("proofs/new/", proofs.proof_new, name="proof_new"),
    path("proofs/add/", proofs.proof_add, name="proof_add"),
    path("proofs/<uuid:proof_id>/", proofs.proof_edit, name="proof_edit"),
    path("proofs/<uuid:proof_id>/save/", proofs.proof_save, name="proof_save"),
    path("proofs/<uuid:proof_id>/withdraw/", proofs.proof_withdraw, name="proof_withdraw"),
]
