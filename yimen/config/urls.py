"""Where everything is found."""

from django.urls import include, path

from yimen.config.views import health

urlpatterns = [
    path("healthz", health, name="health"),
    path("accounts/", include("allauth.urls")),
    path("desk/", include("yimen.desk.urls")),
    path("api/", include("yimen.api.urls")),
    path("", include("yimen.portal.urls")),
]

handler404 = "yimen.config.views.not_found"
