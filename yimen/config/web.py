"""The web server: granian, whose processes are forked from one that has loaded everything."""

import gc

from django.urls import get_resolver
from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels
from granian.server import Server

from yimen.catalogue.rules import sounds
from yimen.config import wsgi
from yimen.config.boot import loading
from yimen.config.env import ENV


def load() -> None:
    """Import every page now, and how characters sound, before processes are forked.

    The dictionary of words takes a second, by which the site would be up later: each process loads
    it with the first search.
    """
    with loading():
        sounds.syllables("一")
        assert get_resolver().url_patterns
    # What is loaded now stays: looking through it for garbage again and again takes each process
    # one part in forty of its time, and unshares the memory it was forked with.
    gc.freeze()


def serve() -> None:
    """Serve until asked to stop; a process that dies is replaced."""
    Server(
        f"{wsgi.__name__}:application",
        address=ENV.host,
        port=ENV.port,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        websockets=False,
        workers=ENV.web_workers,
        blocking_threads=ENV.web_threads,
        blocking_threads_idle_timeout=600,
        backlog=2048,
        respawn_failed_workers=True,
        workers_kill_timeout=10,
        log_level=LogLevels.error,
    ).serve()
