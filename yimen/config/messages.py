"""Messages: taken out of code and templates, kept in each app's .po file, compiled to .mo.

Written in Python throughout, so that set-up and tests need no gettext programs.
"""

import ast
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import polib
from django.utils.translation.reloader import translation_file_changed
from django.utils.translation.template import templatize

from yimen.config.env import ROOT

LANGUAGE = "zh_Hans"
HEADER = {
    "Content-Type": "text/plain; charset=utf-8",
    "Content-Transfer-Encoding": "8bit",
    "Language": LANGUAGE,
    "MIME-Version": "1.0",
    "Plural-Forms": "nplurals=1; plural=0;",
}
#: What each function's leading arguments are.
FUNCTIONS = {
    "_": ("id",),
    "gettext": ("id",),
    "gettext_lazy": ("id",),
    "gettext_noop": ("id",),
    "ngettext": ("id", "plural"),
    "ngettext_lazy": ("id", "plural"),
    "pgettext": ("context", "id"),
    "pgettext_lazy": ("context", "id"),
    "npgettext": ("context", "id", "plural"),
    "npgettext_lazy": ("context", "id", "plural"),
}
LITERAL = r"""u?(?:'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")"""
CALL_IN_TEMPLATE = re.compile(rf"\b(n?p?gettext)\(({LITERAL}(?:,\s*{LITERAL})*)")
PYTHON_FORMAT = re.compile(r"%\([a-z_A-Z0-9]+\)[sd]")

Key = tuple[str, str, str]  #: context, id, plural id


@dataclass
class Message:
    """One message to translate, and where it is said."""

    context: str
    id: str
    plural: str
    places: list[tuple[str, str]] = field(default_factory=list)


def apps() -> list[Path]:
    """The folders of the apps, each with its own book of messages."""
    return sorted(path.parent for path in (ROOT / "yimen").glob("*/apps.py"))


def book_path(app: Path) -> Path:
    """Where an app's Chinese stands."""
    return app / "locale" / LANGUAGE / "LC_MESSAGES" / "django.po"


def extracted(app: Path) -> dict[Key, Message]:
    """Every message that the app's code and templates say now."""
    found: dict[Key, Message] = {}
    for path in sorted([*app.rglob("*.py"), *app.rglob("*.html"), *app.rglob("*.txt")]):
        if "migrations" in path.parts or "static" in path.parts:
            continue
        for line, key in _messages_of(path):
            message = found.setdefault(key, Message(*key))
            message.places.append((str(path.relative_to(app)), str(line)))
    return found


def _messages_of(path: Path) -> Iterator[tuple[int, Key]]:
    source = path.read_text(encoding="utf-8")
    calls = _calls_in_python(source) if path.suffix == ".py" else _calls_in_template(source)
    for line, function, said in calls:
        words = dict(zip(FUNCTIONS[function], said, strict=False))
        if words.get("id"):
            yield line, (words.get("context", ""), words["id"], words.get("plural", ""))


def _calls_in_python(source: str) -> Iterator[tuple[int, str, list[str]]]:
    for node in ast.walk(ast.parse(source)) if "gettext" in source else ():
        if not isinstance(node, ast.Call):
            continue
        function = getattr(node.func, "id", getattr(node.func, "attr", ""))
        if function in FUNCTIONS:
            yield node.lineno, function, [word for word in map(_constant, node.args) if word]


def _constant(node: ast.expr) -> str:
    is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
    return str(node.value) if is_text else ""  # type: ignore[attr-defined]


def _calls_in_template(source: str) -> Iterator[tuple[int, str, list[str]]]:
    code = templatize(source)
    for call in CALL_IN_TEMPLATE.finditer(code):
        said = ast.literal_eval(f"[{call[2]}]")
        yield code.count("\n", 0, call.start()) + 1, call[1], said


def key_of(entry: polib.POEntry) -> Key:
    """A book entry's identity."""
    return entry.msgctxt or "", entry.msgid, entry.msgid_plural or ""


def update_book(app: Path) -> tuple[int, int]:
    """Bring the app's book up to what is said now; the numbers of new and untranslated ones."""
    path = book_path(app)
    old = {key_of(e): e for e in polib.pofile(str(path))} if path.exists() else {}
    now = extracted(app)
    if not now:
        return 0, 0
    book = polib.POFile(wrapwidth=100)
    book.metadata = HEADER
    for key, message in sorted(now.items()):
        book.append(_entry(message, old.get(key)))
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(str(path))
    return len(now.keys() - old.keys()), len(book.untranslated_entries())


def _entry(message: Message, old: polib.POEntry | None) -> polib.POEntry:
    return polib.POEntry(
        msgctxt=message.context or None,
        msgid=message.id,
        msgid_plural=message.plural,
        msgstr="" if message.plural else (old.msgstr if old else ""),
        msgstr_plural=(old.msgstr_plural if old else {0: ""}) if message.plural else {},
        occurrences=[(path, "") for path in dict.fromkeys(p for p, _ in message.places)],
        flags=["python-format"] if PYTHON_FORMAT.search(message.id + message.plural) else [],
    )


def shortcomings(app: Path) -> list[str]:
    """What is said in the app and not in its book, or not in Chinese, or no longer said."""
    now, path = extracted(app), book_path(app)
    book = polib.pofile(str(path)) if path.exists() else polib.POFile()
    known = {key_of(entry) for entry in book if not entry.obsolete}
    open_ones = [*book.untranslated_entries(), *book.fuzzy_entries()]
    return [
        *(f"{app.name}: not in the book: {key[1]!r}" for key in sorted(now.keys() - known)),
        *(f"{app.name}: not in Chinese: {entry.msgid!r}" for entry in open_ones),
        *(f"{app.name}: no longer said: {key[1]!r}" for key in sorted(known - now.keys())),
        *(f"{app.name}: {text}" for entry in book for text in _lost_places(entry)),
    ]


def _lost_places(entry: polib.POEntry) -> list[str]:
    said = set(PYTHON_FORMAT.findall(entry.msgid + entry.msgid_plural))
    texts = [entry.msgstr, *entry.msgstr_plural.values()]
    strange = {place for text in texts for place in PYTHON_FORMAT.findall(text)} - said
    return [f"unknown place {place} in the Chinese of {entry.msgid!r}" for place in strange]


def stale_books() -> list[Path]:
    """The books that changed since they were last compiled."""
    return [
        path
        for path in sorted((ROOT / "yimen").glob("*/locale/*/LC_MESSAGES/django.po"))
        if not (compiled := path.with_suffix(".mo")).exists()
        or compiled.stat().st_mtime_ns < path.stat().st_mtime_ns
    ]


def compile_messages() -> int:
    """Compile the stale books, which Django reads anew; the number of them."""
    stale = stale_books()
    for path in stale:
        # Made aside and moved: a server that reads meanwhile never sees half a file.
        draft = path.with_suffix(f".mo.{os.getpid()}")
        polib.pofile(str(path)).save_as_mofile(str(draft))
        draft.replace(path.with_suffix(".mo"))
        translation_file_changed(None, path.with_suffix(".mo"))
    return len(stale)
