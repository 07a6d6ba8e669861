"""Addresses of the outbox: what leaves the house, and the texts it says."""

from django.urls import path

from yimen.desk.views import outbox, texts

urlpatterns = [
    path("", outbox.outbox, name="outbox"),
    path("again/", outbox.outbox_again, name="outbox_again"),
    path("texts/", texts.text_list, name="text_list"),
    path("texts/<str:kind>/<str:channel>/<str:language>/", texts.text_edit, name="text_edit"),
]
