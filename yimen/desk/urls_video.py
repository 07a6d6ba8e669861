"""Addresses of cameras and of what is found at windows, below desk/supervision/."""

from django.urls import path

from yimen.desk.views import cameras, footage

urlpatterns = [
    path("cameras/", cameras.camera_list, name="camera_list"),
    path("cameras/new/", cameras.camera_new, name="camera_new"),
    path("cameras/<uuid:camera_id>/", cameras.camera_page, name="camera_page"),
    path("cameras/<uuid:camera_id>/change/", cameras.camera_change, name="camera_change"),
    path("cameras/<uuid:camera_id>/move/", cameras.camera_move, name="camera_move"),
    path("cameras/<uuid:camera_id>/close/", cameras.camera_close, name="camera_close"),
    path("cameras/<uuid:camera_id>/look/", cameras.camera_look, name="camera_look"),
    path("findings/", footage.observation_list, name="observation_list"),
    path("findings/new/<uuid:place_id>/", footage.observation_new, name="observation_new"),
    path("findings/<uuid:observation_id>/", footage.observation_page, name="observation_page"),
    path(
        "findings/<uuid:observation_id>/confirm/",
        footage.observation_confirm,
        name="observation_confirm",
    ),
    path(
        "findings/<uuid:observation_id>/dismiss/",
        footage.observation_dismiss,
        name="observation_dismiss",
    ),
    path(
        "findings/<uuid:observation_id>/files/<uuid:file_id>/",
        footage.observation_file,
        name="observation_file",
    ),
]
