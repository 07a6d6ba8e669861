"""Reading the texts of laws from a file, a folder, or an archive of them."""

import tarfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from yimen.catalogue.rules.laws import NoLaw

ENDINGS = {".md", ".txt"}
MOST_BYTES = 8_000_000  # of one text; the whole Civil Code has less than one million
MOST_FILES = 100_000


def law_files(path: Path) -> Iterator[tuple[str, bytes]]:
    """Every text with its path inside what was given, in the order of these paths."""
    if path.is_dir():
        found = sorted(one for one in path.rglob("*") if one.suffix in ENDINGS and one.is_file())
        yield from ((str(one.relative_to(path)), _bounded(one)) for one in found)
    elif path.suffix in ENDINGS:
        yield path.name, _bounded(path)
    else:
        yield from sorted(_archived(path))


def _bounded(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(MOST_BYTES + 1)


def _archived(path: Path) -> Iterator[tuple[str, bytes]]:
    """Nothing is unpacked onto the disk; links, devices and the rest are passed over."""
    try:
        with tarfile.open(path, "r:*") as archive:
            for place, member in enumerate(archive):
                if place >= MOST_FILES:
                    raise NoLaw("too_many_files")
                if member.isfile() and PurePosixPath(member.name).suffix in ENDINGS:
                    file = archive.extractfile(member)
                    assert file is not None  # a regular file has content
                    yield str(PurePosixPath(member.name)), file.read(MOST_BYTES + 1)
    except (tarfile.TarError, EOFError) as error:
        raise NoLaw("no_archive") from error
