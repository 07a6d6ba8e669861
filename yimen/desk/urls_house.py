"""Addresses about organisations and posts, below desk/house/."""

from django.urls import path

from yimen.desk.views import house, letters, staff

urlpatterns = [
    path("", house.org_list, name="org_list"),
    path("<uuid:pk>/", house.org_page, name="org_page"),
    path("<uuid:pk>/add/", house.org_add, name="org_add"),
    path("<uuid:pk>/change/", house.org_change, name="org_change"),
    path("<uuid:pk>/close/", house.org_close, name="org_close"),
    path("<uuid:pk>/posts/add/", house.post_add, name="post_add"),
    path("<uuid:pk>/officers/add/", staff.staff_add, name="staff_add"),
    path("letters/", letters.letter_list, name="letter_list"),
    path("letters/<uuid:letter_id>/", letters.letter_page, name="letter_page"),
    path("letters/<uuid:letter_id>/revoke/", letters.letter_revoke, name="letter_revoke"),
    path("<uuid:pk>/letters/add/", letters.letter_add, name="letter_add"),
    path("posts/<uuid:pk>/", house.post_page, name="post_page"),
    path("posts/<uuid:pk>/appoint/", house.post_appoint, name="post_appoint"),
    path("posts/<uuid:pk>/change/", house.post_change, name="post_change"),
    path("posts/<uuid:pk>/close/", house.post_close, name="post_close"),
]
