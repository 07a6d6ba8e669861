"""The great style sheet is cut down to what pages use, and served whole where that cannot be."""

import shutil
from pathlib import Path

import pytest
from django.conf import settings as site
from django.core.files.storage import FileSystemStorage

from yimen.config.styles import SHEET, SmallSheets, naming_files, used_of

WHOLE = Path(site.NODE_MODULES) / "@tabler/core/dist/css/tabler.min.css"


def gathered(place: Path) -> str:
    """The sheet that pages would get, from static files gathered at a place."""
    source, paths = FileSystemStorage(location=WHOLE.parent), {}
    for ending in ("", ".map"):
        (place / SHEET).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(f"{WHOLE}{ending}", place / f"{SHEET}{ending}")
        paths[SHEET + ending] = (source, WHOLE.name + ending)
    made = SmallSheets(location=place).post_process(paths, dry_run=False)
    name = next(served for name, served, _done in list(made) if name == SHEET)
    return (place / name).read_text()


@pytest.fixture(scope="module")
def small() -> str:
    return used_of(WHOLE).decode()


def test_what_pages_name_stays_and_the_rest_is_left_out(small):
    assert len(small) < WHOLE.stat().st_size / 6
    for used in (".btn-primary", ".form-control", "{:focus-visible", "textarea[cols]"):
        assert used in small
    for unused in (".carousel-control-next", ".offcanvas-backdrop"):
        assert unused in WHOLE.read_text() and unused not in small


def test_pages_get_the_small_one(tmp_path, small):
    sheet = gathered(tmp_path)

    assert len(sheet) == pytest.approx(len(small), abs=200)


def test_without_the_tool_they_get_the_whole(tmp_path, settings):
    settings.NODE_MODULES = tmp_path / "none"

    assert used_of(WHOLE) == b""
    assert len(gathered(tmp_path)) >= WHOLE.stat().st_size


def test_whatever_may_name_a_class_is_watched():
    suffixes = {path.suffix for path in naming_files()}

    assert suffixes == {".html", ".py", ".js"}
