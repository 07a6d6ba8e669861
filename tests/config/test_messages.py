"""Messages are found as gettext finds them, and books survive being brought up to date."""

import polib
import pytest
from django.utils import translation

from yimen.config import messages
from yimen.config.messages import extracted, shortcomings, update_book

PYTHON = '''
"""A module."""
from django.utils.translation import gettext as _, ngettext, pgettext_lazy

A = _("Hello %(name)s")
B = pgettext_lazy("case state", "Accepted")
C = ngettext("%(n)s day", "%(n)s days", 3)
D = _("in two "
      "pieces")
E = print("not this")
'''
PAGE = """{% load i18n %}
{% translate "Title" %} {% translate "May" context "month" %}
{% blocktranslate trimmed with n=days %}
  Wait {{ n }}
  days
{% endblocktranslate %}
{% blocktranslate count n=n %}{{ n }} file{% plural %}{{ n }} files{% endblocktranslate %}
{% comment %}{% translate "Not this" %}{% endcomment %}
"""
EXPECTED = {
    ("", "Hello %(name)s", ""),
    ("case state", "Accepted", ""),
    ("", "%(n)s day", "%(n)s days"),
    ("", "in two pieces", ""),
    ("", "Title", ""),
    ("month", "May", ""),
    ("", "Wait %(n)s days", ""),
    ("", "%(n)s file", "%(n)s files"),
}


@pytest.fixture
def app(tmp_path):
    """An app with messages of every kind."""
    (tmp_path / "words.py").write_text(PYTHON)
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "page.html").write_text(PAGE)
    return tmp_path


def book(app):
    """The app's book."""
    return polib.pofile(str(messages.book_path(app)))


def test_every_kind_of_message_is_found(app):
    assert extracted(app).keys() == EXPECTED


def test_a_new_book_lists_everything_as_open(app):
    assert update_book(app) == (len(EXPECTED), len(EXPECTED))
    assert any("not in Chinese: 'Title'" in text for text in shortcomings(app))


def test_translations_stay_and_what_is_no_longer_said_goes(app):
    update_book(app)
    written = book(app)
    for entry in written:
        entry.msgstr, entry.msgstr_plural = "中文", {0: "中文"} if entry.msgid_plural else {}
    written.save()
    assert not shortcomings(app)

    (app / "words.py").write_text("")
    assert any("no longer said: 'Accepted'" in text for text in shortcomings(app))
    update_book(app)

    assert book(app).find("Title").msgstr == "中文"
    assert book(app).find("Accepted") is None


def test_a_place_that_the_sentence_does_not_have_is_found(app):
    update_book(app)
    written = book(app)
    written.find("Hello %(name)s").msgstr = "你好，%(nam)s"
    written.save()

    assert any("unknown place %(nam)s" in text for text in shortcomings(app))


def test_a_book_is_read_anew_once_it_is_compiled(tmp_path, settings, monkeypatch):
    place = tmp_path / messages.LANGUAGE / "LC_MESSAGES" / "django.po"
    place.parent.mkdir(parents=True)
    settings.LOCALE_PATHS = [str(tmp_path)]
    with translation.override("zh-hans"):
        assert translation.gettext("Said nowhere else") == "Said nowhere else"

    written = polib.POFile()
    written.metadata = messages.HEADER
    written.append(polib.POEntry(msgid="Said nowhere else", msgstr="别处没有"))
    written.save(str(place))
    monkeypatch.setattr(messages, "stale_books", lambda: [place])
    assert messages.compile_messages() == 1

    with translation.override("zh-hans"):
        assert translation.gettext("Said nowhere else") == "别处没有"
