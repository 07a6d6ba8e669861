"""Addresses of the history of older systems."""

from django.urls import path

from yimen.desk.views import history

urlpatterns = [
    path("", history.log_list, name="log_list"),
    path("<uuid:log_id>/", history.log_report, name="log_report"),
]
