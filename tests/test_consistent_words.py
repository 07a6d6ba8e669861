"""What is written about the code is true: docstrings, settings, moves, requirements, locks."""

import ast
import re
import subprocess
from pathlib import Path

import pytest
from django.utils import translation

from tests.conftest import ROOT
from tests.test_consistency import SOURCE, each, python_files, tree
from yimen.cases import actions, messages
from yimen.cases.states import MOVES, PAST, State

# ---- docstrings

SEAMS = {"actions", "rules", "queries", "ports", "kernel"}


def is_seam(path: Path) -> bool:
    """Whether a file belongs to what other apps call."""
    parts = set(path.relative_to(SOURCE).with_suffix("").parts)
    return bool(parts & SEAMS) and not path.name.startswith("_")


def needs_words(node: ast.stmt) -> bool:
    """Whether a definition is public."""
    return isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")


@each([path for path in python_files() if is_seam(path)])
def test_public_functions_say_what_the_world_says(path):
    silent = [n.name for n in tree(path).body if needs_words(n) and not ast.get_docstring(n)]

    assert not silent


@each([path for path in python_files() if "models" in path.with_suffix("").parts])
def test_models_say_what_they_are(path):
    classes = [node for node in tree(path).body if isinstance(node, ast.ClassDef)]

    assert not [node.name for node in classes if not ast.get_docstring(node)]


@each(python_files())
def test_every_file_begins_with_what_it_is_for(path):
    assert not path.read_text().strip() or ast.get_docstring(tree(path))


# ---- settings


def settings_in_code() -> dict[str, tuple[str, str]]:
    """Each variable of config/env.py with its default and its meaning."""
    source = (SOURCE / "config" / "env.py").read_text()
    found = {}
    for block in re.split(r"(?=^    #: )", source, flags=re.M)[1:]:
        meaning = " ".join(re.findall(r"^    #: (.*)$", block, re.M))
        variable = re.search(r"(?:_text|_flag)\(\s*\"(\w+)\"", block)
        assert variable, f"a setting without a variable: {block}"
        found[variable[1]] = meaning
    return found


def test_every_setting_is_documented():
    text = (ROOT / "docs" / "settings.md").read_text()
    documented = dict(re.findall(r"^\| `(\w+)` \| [^|]*\| ([^|]*?) \|$", text, re.M))

    assert {name: documented.get(name) for name in settings_in_code()} == settings_in_code()


def test_every_variable_in_the_settings_page_exists():
    known = {*settings_in_code(), "DJANGO_SETTINGS_MODULE", "YIMEN_CHROMIUM"}
    text = (ROOT / "docs" / "settings.md").read_text()

    assert set(re.findall(r"^\| `(\w+)`", text, re.M)) <= known


# ---- the life of a case

#: The action of each move, where it is not simply `<move>_case`.
ACTIONS = {
    "request_supplement": "request_supplement",
    "deem_accepted": "deem_accepted",
    "pause": "pause_clock",
    "resume": "resume_clock",
    "make_result": "make_result",
    "deliver": "deliver_result",
    "visit_site": "visit_site",
    "review_by_experts": "review_by_experts",
    "hold_hearing": "hold_hearing",
    "end_notice": "end_notice",
    "file_for_prereview": "file_for_prereview",
    "send_back": "send_back",
    "pass_prereview": "pass_prereview",
    "receive_originals": "receive_originals",
    "lapse": "lapse_prereview",
}


@pytest.mark.parametrize("move", MOVES)
def test_every_move_has_an_action(move):
    assert callable(getattr(actions, ACTIONS.get(move, f"{move}_case"), None))


@pytest.mark.parametrize("move", MOVES)
def test_every_move_has_a_sentence(move):
    assert messages.TITLES[f"case.{PAST[move]}"]


@pytest.mark.parametrize("move", MOVES)
def test_every_move_has_a_test_named_for_it(move):
    paths = (ROOT / "tests" / "cases").rglob("*.py")
    text = "\n".join(path.read_text() for path in paths)
    stem = max(move.split("_"), key=len).removesuffix("ed").rstrip("e")
    is_named = any(stem in test for test in re.findall(r"def (test_\w+)", text))
    is_in_a_table = re.search(rf"^    +\(?\"{move}\"[:,]", text, re.M)  # names a test by its id

    assert is_named or is_in_a_table, f"no test in tests/cases is named for {move!r}"


# ---- pages about the project


def test_no_state_or_move_calls_an_allowance_a_licence():
    """Decisions on benefits, confirmations and rewards are called as those on licences are."""
    with translation.override("zh-hans"):
        words = [state.label for state in State] + [
            str(messages.TITLES[f"case.{PAST[move]}"]) for move in MOVES
        ]

    assert not [word for word in words if "许可" in word]


def test_requirements_name_only_tests_that_exist():
    text = (ROOT / "docs" / "requirements.md").read_text()
    named = re.findall(r"(tests/[\w./-]+)(?:::(\w+))?", text)

    assert named
    for file, test in named:
        path = ROOT / file.rstrip(".")
        assert path.exists(), f"{file} does not exist"
        if test:
            assert re.search(rf"\b(?:def|class) {test}\b", path.read_text()), (
                f"{file} has no {test}"
            )


#: Hosts of package registries, in pieces so that this file does not name them.
REGISTRIES = [
    ".".join(parts)
    for parts in [
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("npmmirror", "com"),
        ("deb", "debian", "org"),
        ("tuna", "tsinghua"),
    ]
]


def test_no_tracked_file_names_a_package_registry():
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    paths = [ROOT / file for file in listed.stdout.decode().split("\0") if file]

    naming = [
        str(path.relative_to(ROOT))
        for path in paths
        if path.is_file()
        and any(host in path.read_text(errors="ignore").lower() for host in REGISTRIES)
    ]

    assert not naming, "whoever installs uses his own registry"


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_the_locks_pin_every_package_by_hash(lock):
    blocks = re.split(r"\n(?=\S)", (ROOT / lock).read_text())
    pinned = [block for block in blocks if not block.startswith("#")]

    assert pinned
    assert all(re.match(r"\S+==\S+ ", block) and "--hash=sha256:" in block for block in pinned)


def test_the_development_lock_holds_the_runtime_lock():
    def packages(lock: str) -> set[str]:
        return set(re.findall(r"^(\S+==\S+)", (ROOT / lock).read_text(), re.M))

    assert packages("requirements.lock") <= packages("requirements-dev.lock")


def test_the_front_end_lock_names_no_address():
    assert '"resolved"' not in (ROOT / "package-lock.json").read_text()
