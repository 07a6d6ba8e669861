"""Every page's sheet is one file, cut down to what pages use; whole where that cannot be."""

import gzip
import re
import shutil
from pathlib import Path

import pytest
from django.conf import settings as site
from django.core.files.storage import FileSystemStorage

from tests.conftest import ROOT
from yimen.config.styles import (
    MODULE,
    SCROLLBARS,
    SHEET,
    TABLER,
    SmallSheets,
    naming_files,
    together,
    used_of,
    without_idle,
)

OURS = ROOT / "yimen/ui/static"
WHOLE = Path(site.NODE_MODULES) / "@tabler/core/dist/css/tabler.min.css"
HTMX = Path(site.NODE_MODULES) / "htmx.org/dist/htmx.min.js"
SHEETS = ("ui/yimen.css", "ui/modes.css")
FILES = {
    TABLER: WHOLE,
    "vendor/htmx/htmx.min.js": HTMX,
    **{name: OURS / name for name in (SHEET, *SHEETS, MODULE)},
}
MOST_BYTES = 18_000  # a tenth of a second on a slow telephone
NAMED = re.compile(r'^import "\.\./vendor/htmx/htmx\.min\.[0-9a-f]{12}\.js";$', re.MULTILINE)
DEFINED = re.compile(r"(--[\w-]+)\s*:")
ASKED = re.compile(r"var\(\s*(--[\w-]+)\s*\)")


def gathered(place: Path, name: str) -> str:
    """What pages would get under a name, from static files gathered at a place."""
    for kept, source in {**FILES, f"{TABLER}.map": Path(f"{WHOLE}.map")}.items():
        (place / kept).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, place / kept)
    at = FileSystemStorage(location=place)
    paths = {kept: (at, kept) for kept in (*FILES, f"{TABLER}.map")}
    made = SmallSheets(location=place).post_process(paths, dry_run=False)
    served = {kept: hashed for kept, hashed, _ in made if not hashed.endswith(".gz")}
    return (place / served[name]).read_text()


@pytest.fixture(scope="module")
def small() -> str:
    return together(FILES)


def test_what_pages_name_stays_and_the_rest_is_left_out(small):
    for used in (".btn-primary", ".form-control", "{:focus-visible", "textarea[cols]"):
        assert used in small
    for unused in (".carousel-control-next", ".offcanvas-backdrop"):
        assert unused in WHOLE.read_text() and unused not in small


def test_it_is_light(small):
    assert len(gzip.compress(small.encode())) < MOST_BYTES


def test_our_own_sheets_stand_in_it_after_tabler_s_and_modes_come_last(small):
    assert "@import" not in small
    assert (
        small.index(".btn-primary{") < small.index(".y-state--near") < small.index("html.elder {")
    )


def test_only_variables_nothing_asks_for_are_left_out(small):
    every = used_of(WHOLE).decode() + "".join(FILES[name].read_text() for name in SHEETS)
    known, left = (set(DEFINED.findall(sheet)) for sheet in (every, small))

    assert not set(ASKED.findall(small)) & (known - left)
    assert "--tblr-facebook" in every and "--tblr-facebook" not in small


def test_a_variable_that_only_an_idle_one_asks_for_goes_with_it():
    sheet = (
        ':root{--tblr-a:1;--tblr-b:var(--tblr-a);--tblr-c:url("data:;{}");--tblr-d:var(--tblr-e,2)}'
        "p{margin:var(--tblr-d)}"
    )
    assert without_idle(sheet) == ":root{--tblr-d:var(--tblr-e,2)}p{margin:var(--tblr-d)}"


def test_nothing_but_the_sheet_asks_for_a_variable_of_tabler_s():
    sheets = set(ROOT.glob("yimen/**/static/**/*.css")) - {OURS / name for name in SHEETS}
    pages = {path for path in naming_files() if path.name != "styles.py" and "yimen" in path.parts}

    assert not [path for path in sheets | pages if "--tblr-" in path.read_text()]


def test_the_colour_of_scrollbars_is_said_once(small):
    assert SCROLLBARS[0] in WHOLE.read_text()
    assert SCROLLBARS[0] not in small and SCROLLBARS[1] in small


def test_pages_get_the_one_sheet_and_the_script_that_asks_for_htmx(tmp_path, small):
    assert gathered(tmp_path, SHEET).strip() == small.strip()
    assert NAMED.search(gathered(tmp_path / "again", MODULE))


def test_without_the_tool_they_get_the_whole(tmp_path, settings):
    settings.NODE_MODULES = tmp_path / "none"

    assert used_of(WHOLE) == b""
    assert ".carousel-control-next" in gathered(tmp_path, SHEET)


def test_whatever_may_name_a_class_is_watched():
    suffixes = {path.suffix for path in naming_files()}

    assert suffixes == {".html", ".py", ".js"}
