"""Addresses of the open API."""

from django.urls import path

from yimen.api.api import api

urlpatterns = [path("v1/", api.urls)]
