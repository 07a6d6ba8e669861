"""`make screens`: pictures of the pages of the demo city, wide and narrow, in docs/screens."""

import io
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import django
from PIL import Image
from playwright.sync_api import Page

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yimen.config.settings.test")
django.setup()

from django.db import connection  # noqa: E402 - the factories of the steps need Django first

from tests.browser.city import running_city  # noqa: E402
from tests.browser.conftest import NARROW, WIDE, chromium, entering  # noqa: E402
from tests.browser.sights import Sight, sights  # noqa: E402
from tests.conftest import ROOT  # noqa: E402
from yimen.config.database import database_running  # noqa: E402

FOLDER = ROOT / "docs" / "screens"
COLOURS = 64
#: Long pages are shown down to here.
TALLEST = 2000
#: Kinds of pages nobody needs a picture of.
PLAIN = {"regions", "help", "accessibility", "missing", "begin", "desk-item-version"}
#: The one act whose form is shown with something missing.
FAULTY = "desk-case"


def main() -> None:
    """Take all pictures."""
    keys = {"HOST": "host", "PORT": "port", "USER": "user", "PASSWORD": "password"}
    with database_running(), tempfile.TemporaryDirectory() as folder:
        known = connection.settings_dict
        server = {word: known[key] for key, word in keys.items() if known[key]}
        place = Path(folder)
        with (
            running_city(place, server, "yimen_screens") as city,
            chromium() as browser,
            entering(city, browser, place) as enter,
        ):
            FOLDER.mkdir(exist_ok=True)
            pages: dict[str, Page] = {}
            for sight in [one for one in sights(city, enter) if one.name not in PLAIN]:
                if sight.who not in pages:
                    pages[sight.who] = enter(sight.who)
                for path in pictures(pages[sight.who], sight):
                    sys.stdout.write(f"{path.relative_to(ROOT)}\n")


def pictures(page: Page, sight: Sight) -> Iterator[Path]:
    """The page at both widths, and once with an error where it has a form that can be wrong."""
    for size in (WIDE, NARROW):
        page.set_viewport_size(size)
        page.goto(sight.address)
        yield picture(page, f"{sight.name}-{size['width']}")
        if sight.name == FAULTY:
            leave_out(page)
            yield picture(page, f"{sight.name}-error-{size['width']}")


def leave_out(page: Page) -> None:
    """Send the form of the primary act without what it asks for."""
    form = page.locator("form[action$='/acts/examine/']")
    form.evaluate("form => { form.noValidate = true }")
    form.locator("button").click()
    page.locator(".y-errors").wait_for()


def picture(page: Page, name: str) -> Path:
    """One picture, with few colours: flat pages need no more, and the repository stays small."""
    if page.locator("iframe").count():
        page.wait_for_timeout(2000)  # the browser's own reader of PDF says nothing when it is done
    shot = page.screenshot(full_page=True, animations="disabled")
    image = Image.open(io.BytesIO(shot)).convert("RGB")
    image = image.crop((0, 0, image.width, min(image.height, TALLEST)))
    path = FOLDER / f"{name}.png"
    image.quantize(palette=palette(image), dither=Image.Dither.NONE).save(path, optimize=True)
    return path


def palette(image: Image.Image) -> Image.Image:
    """The colours the page has most of, exactly as they are."""
    counted = sorted(image.getcolors(image.width * image.height) or [], reverse=True)
    wanted = [part for _count, colour in counted[:COLOURS] for part in colour]
    found = Image.new("P", (1, 1))
    found.putpalette(wanted + wanted[:3] * (256 - len(wanted) // 3))
    return found


if __name__ == "__main__":
    main()
