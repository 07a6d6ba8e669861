"""Addresses of the systems that were let in."""

from django.urls import path

from yimen.desk.views import systems

urlpatterns = [
    path("", systems.system_list, name="system_list"),
    path("new/", systems.system_new, name="system_new"),
    path("<uuid:pk>/", systems.system_page, name="system_page"),
    path("<uuid:pk>/secret/", systems.system_secret, name="system_secret"),
    path("<uuid:pk>/revoke/", systems.system_revoke, name="system_revoke"),
    path("<uuid:pk>/subscribe/", systems.system_subscribe, name="system_subscribe"),
    path("subscriptions/<uuid:pk>/end/", systems.subscription_end, name="subscription_end"),
    path("deliveries/<uuid:pk>/replay/", systems.delivery_replay, name="delivery_replay"),
]
