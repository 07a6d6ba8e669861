"""Addresses of figures."""

from django.urls import path

from yimen.desk.views import live

urlpatterns = [path("live/", live.live, name="live")]
