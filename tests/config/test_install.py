"""Progress of an install, and what is asked of pip."""

from pathlib import Path

from yimen.config.install import locked, pip_command, progress

SAID = [
    "Collecting asgiref==3.13.0 (from -r requirements.lock (line 5))\n",
    "  Downloading asgiref-3.13.0.whl (23 kB)\n",
    "Requirement already satisfied: attrs==26.1.0 in ./lib\n",
    "Installing collected packages: asgiref, attrs\n",
]


def test_progress_is_told_in_plain_words():
    assert list(progress(iter(SAID), 2)) == [
        "  1 of 2: asgiref",
        "  2 of 2: attrs",
        "  unpacking 2 packages",
    ]


def test_the_packages_of_a_lock_are_counted(tmp_path):
    lock = tmp_path / "lock"
    lock.write_text("# head\na==1 \\\n    --hash=sha256:00\nb-c==2 \\\n    --hash=sha256:01\n")

    assert locked(lock) == 2


def test_nothing_is_installed_that_the_lock_does_not_name_by_hash():
    assert {"--require-hashes", "--no-deps"} <= set(pip_command(Path("x.lock")))
