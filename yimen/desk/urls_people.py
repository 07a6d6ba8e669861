"""Addresses about officers, below desk/people/."""

from django.urls import path

from yimen.desk.views import absence, consents, people, staff

urlpatterns = [
    path("", people.people, name="people"),
    path("consents/", consents.consent, name="consent"),
    path("absence/", absence.absence, name="absence"),
    path("absence/<int:deputyship_id>/end/", absence.absence_end, name="absence_end"),
    path("deputies/", staff.deputy_appoint, name="deputy_appoint"),
    path("deputies/<int:deputyship_id>/end/", staff.deputy_end, name="deputy_end"),
    path("postings/<int:posting_id>/end/", staff.posting_end, name="posting_end"),
    path("<uuid:pk>/", staff.staff_page, name="staff_page"),
    path("<uuid:pk>/appoint/", staff.staff_appoint, name="staff_appoint"),
    path("<uuid:pk>/dismiss/", staff.staff_dismiss, name="staff_dismiss"),
    path("<uuid:pk>/move/", staff.staff_move, name="staff_move"),
    path("<uuid:pk>/take-back/", staff.staff_take_back, name="staff_take_back"),
    path("<uuid:pk>/account/", staff.account_give, name="account_give"),
    path("<uuid:pk>/account/<slug:act>/", staff.account_act, name="account_act"),
]
