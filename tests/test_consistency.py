"""House rules as tests. A rule that is broken fails here, with the place and the way out.

The lists of exemptions start empty and may only shrink. Rules about words stand in
tests/test_consistent_words.py.
"""

import ast
import importlib
import pkgutil
import re
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import polib
import pytest
from django.apps import apps
from django.template.loader import get_template
from django.urls import URLPattern, URLResolver, get_resolver

import yimen
from tests.conftest import ROOT
from yimen.config.messages import apps as app_folders
from yimen.config.messages import book_path, key_of, shortcomings

SOURCE = ROOT / "yimen"
INTERFACES = ("portal", "desk", "api", "ui")

#: Path → lines it may have; only ever shorter.
LONG_FILES: dict[str, int] = {}
#: "path:name" → lines.
LONG_FUNCTIONS: dict[str, int] = {}

FILE, TEST_FILE, TEMPLATE = 400, 600, 150
FUNCTION, VIEW, CLASS = 60, 30, 300

WRITES = {
    *("save", "create", "acreate", "update", "delete", "bulk_create", "bulk_update"),
    *("get_or_create", "update_or_create", "select_for_update"),
}
#: Models that everybody may read whole.
PUBLIC_MODELS = {
    "Region",  # names and codes of places are published
}
#: Views of others, which guard themselves.
FOREIGN_VIEWS = ("allauth.", "ninja.", "django.views.static")


def name(path: Path) -> str:
    """A path as the reports show it."""
    return str(path.relative_to(ROOT))


def python_files(*folders: str) -> list[Path]:
    """Our Python files, without migrations."""
    roots = [SOURCE / folder for folder in folders] if folders else [SOURCE]
    return sorted(p for r in roots for p in r.rglob("*.py") if "migrations" not in p.parts)


def templates() -> list[Path]:
    """Our templates."""
    return sorted(SOURCE.glob("*/templates/**/*.*"))


@cache
def tree(path: Path) -> ast.Module:
    """A file as Python reads it."""
    return ast.parse(path.read_text(encoding="utf-8"))


def each(paths: list[Path]) -> Callable[[Callable[[Path], None]], Callable[[], None]]:
    """One test over all files, which names each that breaks the rule: thousands of tests of their
    own would take longer to report than to run."""

    def over_all(rule: Callable[[Path], None]) -> Callable[[], None]:
        def over_each() -> None:
            broken = []
            for path in paths:
                try:
                    rule(path)
                except AssertionError as problem:
                    broken.append(f"{name(path)}: {problem}")
            assert paths, "the rule is about no file at all"
            assert not broken, "\n".join(broken)

        return over_each

    return over_all


# ---- who may do what


@each(python_files(*INTERFACES))
def test_interfaces_never_write(path):
    nodes = list(ast.walk(tree(path)))
    decorators = [one for node in nodes for one in getattr(node, "decorator_list", [])]
    # `@router.delete(…)` names the method of an address
    calls = [node for node in nodes if isinstance(node, ast.Call) and node not in decorators]
    named = [call for call in calls if isinstance(call.func, ast.Attribute)]

    writes = [f"line {call.lineno}: .{call.func.attr}()" for call in named if _writes(call)]

    assert not writes, f"writes belong in actions: {writes}"


def _writes(call: ast.Call) -> bool:
    is_drawing = any(keyword.arg == "kind" for keyword in call.keywords)  # segno: save(out, kind=)
    return call.func.attr in WRITES and not is_drawing


@each(python_files(*INTERFACES))
def test_interfaces_start_every_read_from_what_the_actor_may_see(path):
    starts = [
        f"line {node.lineno}: {node.value.value.id}.objects.{node.attr}"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Attribute)
        and node.value.attr in {"objects", "_default_manager", "_base_manager"}
        and isinstance(node.value.value, ast.Name)
        and node.attr not in {"visible_to", "none"}
        and node.value.value.id not in PUBLIC_MODELS
    ]

    assert not starts, f"begin with .visible_to(actor), or ask a query of the app: {starts}"


def floors() -> dict[str, int]:
    """The floor of each app, read from the import contracts; higher numbers stand higher."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())
    contract = settings["tool"]["importlinter"]["contracts"][0]
    return {
        app.strip(): floor
        for floor, layer in enumerate(reversed(contract["layers"]))
        for app in layer.split("|")
    }


def test_foreign_keys_point_downwards():
    floor = floors()
    ours = [model for model in apps.get_models() if model._meta.app_label in floor]

    upward = [
        f"{model._meta.label}.{field.name} → {field.related_model._meta.label}"
        for model in ours
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and field.related_model
        if (here := model._meta.app_label) != (there := field.related_model._meta.app_label)
        if floor.get(there, -1) >= floor[here]
    ]

    assert not upward


def patterns(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every address with its view."""
    for entry in resolver.url_patterns:
        where = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from patterns(entry, where)
        else:
            yield where, entry


def test_every_view_says_whether_it_reads_or_writes():
    silent = [
        where
        for where, entry in patterns(get_resolver())
        if not getattr(entry.callback, "func", entry.callback).__module__.startswith(FOREIGN_VIEWS)
        and getattr(entry.callback, "access", None) not in {"reads", "writes"}
    ]

    assert not silent, "give each view @reads or @writes"


def test_only_config_reads_the_environment():
    readers = [
        name(path)
        for path in python_files()
        if re.search(r"\bos\.(environ|getenv)\b", path.read_text())
    ]

    assert set(readers) <= {
        "yimen/config/env.py",
        "yimen/config/boot.py",  # sets a default for Django
        "yimen/config/wsgi.py",  # the same
    }


def test_every_port_with_a_registry_has_a_demo_adapter():
    for module in pkgutil.walk_packages(yimen.__path__, "yimen."):
        if not module.name.endswith(".ports"):
            continue
        for value in vars(importlib.import_module(module.name)).values():
            if type(value).__name__ == "Registry":
                assert "demo" in value, f"{module.name}: the platform must run with demos only"


# ---- sizes


@each([*python_files(), *sorted(ROOT.glob("tests/**/*.py")), *sorted(ROOT.glob("bench/*.py"))])
def test_files_stay_readable(path):
    limit = TEST_FILE if path.is_relative_to(ROOT / "tests") else FILE

    assert len(path.read_text().splitlines()) <= LONG_FILES.get(name(path), limit)


@each(templates())
def test_templates_stay_readable(path):
    assert len(path.read_text().splitlines()) <= LONG_FILES.get(name(path), TEMPLATE)


def is_view(function: ast.FunctionDef) -> bool:
    """Whether a function is decorated as a page."""
    words = {getattr(d, "id", getattr(d, "attr", "")) for d in function.decorator_list}
    return bool(words & {"reads", "writes"})


@each(python_files())
def test_functions_and_classes_stay_readable(path):
    for node in ast.walk(tree(path)):
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            continue
        limit = CLASS if isinstance(node, ast.ClassDef) else FUNCTION
        if isinstance(node, ast.FunctionDef) and is_view(node):
            limit = VIEW
        length = node.end_lineno - node.lineno + 1
        place = f"{name(path)}:{node.name}"
        assert length <= LONG_FUNCTIONS.get(place, limit), f"{place} has {length} lines"


# ---- templates

#: Templates that Django asks for by name.
ASKED_BY_DJANGO = {"400.html", "403.html", "403_csrf.html", "404.html", "500.html"}
TEMPLATE_NAME = re.compile(r"[\w./-]+\.(?:html|txt|svg|js)")


def template_name(path: Path) -> str:
    """The name a template is asked for by."""
    return str(path).split("/templates/", 1)[1]


@cache
def asked_for() -> frozenset[str]:
    """Every template name that code or another template says."""
    texts = [path.read_text(encoding="utf-8") for path in [*python_files(), *templates()]]
    return frozenset(found for text in texts for found in TEMPLATE_NAME.findall(text))


@each(templates())
def test_every_template_is_used(path):
    asked = template_name(path)

    assert asked in asked_for() | ASKED_BY_DJANGO or _replaces_another(asked, path)


def _replaces_another(asked: str, path: Path) -> bool:
    """Whether a package that we use has a template of that name, which ours stands before."""
    places = [Path(config.path) / "templates" / asked for config in apps.get_app_configs()]
    return any(place.exists() and place != path for place in places)


@each([path for path in templates() if path.suffix == ".html"])
def test_fragments_are_named_as_fragments(path):
    text, short = path.read_text(), path.name
    is_page = "{% extends" in text or "<!doctype" in text.lower()

    assert (
        is_page
        or short.startswith("_")
        or short.endswith(".oob.html")
        or (_replaces_another(template_name(path), path))
    ), "a template that is no page begins with an underscore"
    included = re.findall(r"{%\s*include\s+\"([^\"]+)\"", text)
    wrong = [i for i in included if not (Path(i).name.startswith("_") or "#" in i)]
    assert not wrong, f"includes pages: {wrong}"


@each([path for path in templates() if path.suffix in {".html", ".txt"}])
def test_every_template_can_be_read(path):
    get_template(template_name(path))


INLINE = {
    "a handler": re.compile(r"<[^>{%]*\son[a-z]+\s*=", re.IGNORECASE),
    "a handler of htmx": re.compile(r"\shx-on[:\w-]*\s*="),
    "a style block": re.compile(r"<style(?![^>]*\bnonce=)", re.IGNORECASE),
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "a script block": re.compile(r"<script(?![^>]*\b(?:src|nonce)=)", re.IGNORECASE),
    "a script address": re.compile(r"[\"']\s*javascript:", re.IGNORECASE),
}


@each([path for path in templates() if path.suffix in {".html", ".svg"}])
def test_pages_hold_no_script_and_no_style_of_their_own(path):
    text = re.sub(r"{#.*?#}|{% comment %}.*?{% endcomment %}", "", path.read_text(), flags=re.S)

    found = {what: match[0] for what, pattern in INLINE.items() if (match := pattern.search(text))}

    assert not found, "the security policy of our pages refuses it"


# ---- Chinese


@pytest.mark.parametrize("app", app_folders(), ids=lambda app: app.name)
def test_every_message_is_in_chinese(app):
    assert not shortcomings(app), "run `yimen messages`, then write the Chinese"


def test_two_books_never_say_the_same_message_differently():
    said = defaultdict(set)
    for path in filter(Path.exists, map(book_path, app_folders())):
        for entry in polib.pofile(str(path)):
            if not entry.obsolete:
                said[key_of(entry)].add((entry.msgstr, *entry.msgstr_plural.values()))

    differing = {key: texts for key, texts in said.items() if len(texts) > 1}

    assert not differing, "Django makes one book of them: give one of the two a context"
