"""Files as rows: CSV line by line, XES element by element; nothing is held but the row."""

import csv
import gzip
import io
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from lxml import etree

from yimen.figures.rules.logs.events import Problem
from yimen.figures.rules.logs.mapping import LogMapping

MOST_BYTES = 4_000_000_000  #: unpacked
MOST_CELL = 100_000  #: characters
DEEPEST = 40  #: elements within elements
GZIP = b"\x1f\x8b"

#: Line, and the cells by meaning; or what is wrong with the whole line.
Row = tuple[int, dict[str, str]] | Problem


class BadLog(ValueError):
    """The file cannot be read as a log at all; `code` says why, `facts` where."""

    def __init__(self, code: str, **facts: object) -> None:
        """Why; the sentence is in `messages`."""
        super().__init__(code)
        self.code, self.facts = code, facts


class Counted(io.RawIOBase):
    """A stream that tells how far it was read and refuses to grow without end."""

    def __init__(
        self, source: IO[bytes] | gzip.GzipFile, told: Callable[[int], None], most: int
    ) -> None:
        """Read from a source; tell how many bytes were taken from it."""
        self.source, self.told, self.most, self.taken = source, told, most, 0

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Any) -> int:
        """The next bytes."""
        piece = self.source.read(len(buffer))
        self.taken += len(piece)
        if self.taken > self.most:
            raise BadLog("large", most=self.most // 1_000_000)
        self.told(self.taken)
        buffer[: len(piece)] = piece
        return len(piece)


@contextmanager
def opened(
    path: Path, told: Callable[[int], None] = lambda taken: None, most: int = MOST_BYTES
) -> Iterator[IO[bytes]]:
    """The bytes of a file, unpacked if it is packed; `told` hears how much of the file is read."""
    with path.open("rb") as file:
        is_packed = file.read(2) == GZIP
        file.seek(0)
        packed = Counted(file, told, most)
        if not is_packed:
            yield io.BufferedReader(packed)
            return
        with gzip.open(io.BufferedReader(packed)) as unpacked:
            yield io.BufferedReader(Counted(unpacked, lambda taken: None, most))


def read_rows(stream: IO[bytes], mapping: LogMapping) -> Iterator[Row]:
    """The rows of a log, in the order of the file."""
    reader = _xes_rows if mapping.format == "xes" else _csv_rows
    try:
        yield from reader(stream, mapping)
    except (gzip.BadGzipFile, zlib.error, EOFError):
        raise BadLog("packed") from None


# ---- CSV


def _csv_rows(stream: IO[bytes], mapping: LogMapping) -> Iterator[Row]:
    text = io.TextIOWrapper(stream, encoding=mapping.encoding, newline="")
    before = csv.field_size_limit(MOST_CELL)
    lines = csv.reader(text, delimiter=mapping.delimiter, strict=True)
    try:
        heading = next(lines, [])
        places = _places(heading, mapping)
        begins = lines.line_num + 1
        for cells in lines:
            if len(cells) == len(heading):
                yield begins, {meaning: cells[place] for meaning, place in places.items()}
            elif cells:
                yield Problem(begins, "", "cells", f"{len(cells)} / {len(heading)}")
            begins = lines.line_num + 1
    except UnicodeDecodeError:
        raise BadLog("encoding", encoding=mapping.encoding, line=lines.line_num + 1) from None
    except csv.Error as error:
        raise BadLog("csv", line=lines.line_num, why=str(error)) from None
    finally:
        csv.field_size_limit(before)


def _places(heading: list[str], mapping: LogMapping) -> dict[str, int]:
    names = [name.strip() for name in heading]
    if not any(names):
        raise BadLog("empty")
    for column in mapping.columns().values():
        if names.count(column) != 1:
            raise BadLog("columns" if column in names else "column", column=column)
    return {meaning: names.index(column) for meaning, column in mapping.columns().items()}


# ---- XES


def _xes_rows(stream: IO[bytes], mapping: LogMapping) -> Iterator[Row]:
    try:
        # No entity is resolved, nothing is fetched; libxml2's own limits on size and depth hold.
        elements = etree.iterparse(
            stream,
            events=("start", "end"),
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        yield from _Traces(mapping).rows(elements)
    except etree.XMLSyntaxError as error:
        raise BadLog("xml", line=error.lineno or 0, why=error.msg or "") from None


class _Traces:
    """Walks through the elements; what was read is thrown away at once."""

    def __init__(self, mapping: LogMapping) -> None:
        self.mapping = mapping
        self.of_events = frozenset(mapping.event.values())
        self.of_traces = frozenset({mapping.event["case"], *mapping.case.values()})
        self.path: list[str] = []
        self.trace: dict[str, str] = {}
        self.event: dict[str, str] = {}
        self.events = 0

    def rows(self, elements: Any) -> Iterator[Row]:
        for what, element in elements:
            if not isinstance(element.tag, str):
                raise BadLog("entities")
            name = element.tag.rpartition("}")[2]
            if what == "start":
                self._enter(name, element)
                continue
            row = self._leave(name, element)
            self.path.pop()
            _forget(element)
            if row is not None:
                yield row

    def _enter(self, name: str, element: Any) -> None:
        if not self.path:
            if element.getroottree().docinfo.doctype:
                raise BadLog("entities")
            if name != "log":
                raise BadLog("no_log", name=name)
        self.path.append(name)
        if len(self.path) > DEEPEST:
            raise BadLog("deep", most=DEEPEST, line=element.sourceline)
        if name == "trace":
            self.trace, self.events = {}, 0
        elif name == "event":
            self.event = {}

    def _leave(self, name: str, element: Any) -> Row | None:
        above = self.path[:-1]
        if name == "event" and above[-1:] == ["trace"]:
            self.events += 1
            return element.sourceline, self._cells()
        if name == "trace" and not self.events:
            return Problem(element.sourceline, "trace", "no_events", self._case())
        key = element.get("key", "")
        if above[1:] == ["trace"] and key in self.of_traces:
            self.trace[key] = element.get("value", "")
        elif above[1:] == ["trace", "event"] and key in self.of_events:
            self.event[key] = element.get("value", "")
        return None

    def _case(self) -> str:
        return self.trace.get(self.mapping.event["case"], "")

    def _cells(self) -> dict[str, str]:
        event, case = self.mapping.event, self.mapping.case
        cells = {key: self.event.get(name, "") for key, name in event.items()}
        cells["case"] = self._case()
        return cells | {key: self.trace.get(name, "") for key, name in case.items()}


def _forget(element: Any) -> None:
    element.clear()
    while element.getprevious() is not None:
        del element.getparent()[0]
