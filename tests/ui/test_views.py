"""A page that reads cannot write; an act is one transaction; a part answers htmx."""

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.http import Http404, HttpResponse
from django.test import RequestFactory

from tests.catalogue.factories import RegionFactory
from yimen.kernel.errors import Invalid
from yimen.orgs.models import Region
from yimen.ui.forms import tried
from yimen.ui.shortcuts import part
from yimen.ui.views import WroteWhileReading, doors, reads, writes

pytestmark = pytest.mark.django_db


def run(view, method="get"):
    return view(getattr(RequestFactory(), method)("/"))


@reads
def counting(request):
    return HttpResponse(Region.objects.count())


@writes
def adding(request):
    RegionFactory()
    return HttpResponse("added")


@writes
def failing(request):
    RegionFactory()
    raise Http404


def test_a_reading_view_reads():
    RegionFactory()

    assert run(counting).content == b"1"


@pytest.mark.parametrize(
    "write",
    [
        lambda: RegionFactory(code="360000000000"),
        lambda: Region.objects.update(name="x"),
        lambda: Region.objects.filter(level=2).delete(),
        lambda: list(Region.objects.select_for_update()),
        lambda: _run("truncate orgs_region cascade"),
        lambda: _run("with x as (delete from orgs_region returning 1) select 1 from x"),
    ],
)
def test_a_reading_view_that_writes_is_stopped(write):
    RegionFactory()

    @reads
    def sneaky(request):
        write()
        return HttpResponse()

    with pytest.raises(WroteWhileReading), transaction.atomic():
        run(sneaky)

    assert Region.objects.get().name == "新余市"


def _run(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def test_words_in_a_value_are_not_taken_for_a_write():
    @reads
    def asking(request):
        found = Region.objects.extra(where=["name <> 'insert into x; update y set'"]).count()
        return HttpResponse(found)

    assert run(asking).content == b"0"


def test_a_reading_view_may_remember_things_in_the_cache():
    @reads
    def remembering(request):
        cache.set("tests.ui", 1)
        return HttpResponse(cache.get("tests.ui"))

    assert run(remembering).content == b"1"


def test_a_savepoint_is_no_write():
    @reads
    def careful(request):
        with transaction.atomic():
            return HttpResponse(Region.objects.count())

    assert run(careful).status_code == 200


def test_after_a_reading_view_others_may_write_again():
    run(counting)

    RegionFactory()

    assert Region.objects.count() == 1


@pytest.mark.parametrize(
    ("view", "method", "status"),
    [
        (counting, "get", 200),
        (counting, "head", 200),
        (counting, "post", 405),
        (adding, "get", 405),
        (adding, "post", 200),
    ],
)
def test_reading_is_by_get_and_writing_by_post(view, method, status):
    assert run(view, method).status_code == status


def test_an_act_that_is_refused_leaves_nothing_behind():
    with pytest.raises(Http404):
        run(failing, "post")

    assert Region.objects.count() == 0


def test_one_address_shows_by_get_and_takes_by_post():
    both = doors(get=counting, post=adding)

    assert run(both).content == b"0"
    assert run(both, "post").content == b"added"
    assert run(both, "put").status_code == 405


class Request:
    """What `part` looks at."""

    def __init__(self, htmx):
        self.htmx = htmx


class Htmx:
    """A request by htmx."""

    def __init__(self, boosted):
        self.boosted = boosted


@pytest.mark.parametrize(
    ("htmx", "name"),
    [
        (None, "a.html"),
        (Htmx(boosted=False), "a.html#rows"),
        (Htmx(boosted=True), "a.html"),
    ],
)
def test_htmx_gets_the_part_and_everybody_else_the_page(htmx, name):
    assert part("a.html", "rows", Request(htmx)) == name


class Form:
    """A form with one field."""

    fields = {"day": None}

    def __init__(self):
        self.errors = []

    def add_error(self, field, text):
        self.errors.append((field, text))


@pytest.mark.parametrize(("field", "shown"), [("day", "day"), ("elsewhere", None), ("", None)])
def test_what_an_act_refuses_is_said_in_the_form(field, shown):
    def refuse():
        raise Invalid(field=field)

    form = Form()

    assert tried(form, refuse) is None
    assert [where for where, _text in form.errors] == [shown]
