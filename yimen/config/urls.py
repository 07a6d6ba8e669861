"""Where everything is found."""

from django.urls import include, path

urlpatterns = [
    path("accounts/", include("allauth.urls")),
    path("desk/", include("yimen.desk.urls")),
    path("api/", include("yimen.api.urls")),
    path("", include("yimen.portal.urls")),
]
