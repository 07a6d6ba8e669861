"""Addresses of what keeps the catalogue sound, below desk/catalogue/."""

from django.urls import path

from yimen.desk.views import checks, proofs

urlpatterns = [
    path("", checks.finding_list, name="finding_list"),
    path("laws/", checks.law_list, name="law_list"),
    path("laws/<uuid:law_id>/", checks.law_items, name="law_items"),
    path("proofs/", proofs.proof_list, name="proof_list"),
    path("proofs/new/", proofs.proof_new, name="proof_new"),
    path("proofs/add/", proofs.proof_add, name="proof_add"),
    path("proofs/<uuid:proof_id>/", proofs.proof_edit, name="proof_edit"),
    path("proofs/<uuid:proof_id>/save/", proofs.proof_save, name="proof_save"),
    path("proofs/<uuid:proof_id>/withdraw/", proofs.proof_withdraw, name="proof_withdraw"),
]
