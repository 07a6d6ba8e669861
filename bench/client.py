"""A process of HTTP clients: one thread and one kept connection each. Reads a plan, prints samples.

{"port": …, "seconds": …, "lives": [people, …]}            lives, one client for each group
{"port": …, "seconds": …, "clients": 8, "pages": [page, …]} pages, over and over
"""

import http.client
import json
import sys
import threading
import time
from collections import defaultdict
from typing import Any
from urllib.parse import urlencode

from bench.lives import People, life

CSRF = "x" * 32


class Browser:
    """A kept connection, and how long each answer took."""

    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.samples: dict[str, list[float]] = defaultdict(list)
        self.errors: list[str] = []

    def send(
        self, label: str, path: str, session: str, data: dict[str, str] | None, wanted: int
    ) -> str:
        """Send a form, or ask for a page; the address it is sent on to."""
        headers = {"Cookie": f"csrftoken={CSRF}; sessionid={session}", "X-CSRFToken": CSRF}
        body = None
        if data is not None:
            body = urlencode(data)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        started = time.perf_counter()
        self.connection.request("GET" if data is None else "POST", path, body, headers)
        answer = self.connection.getresponse()
        answer.read()
        self.samples[label].append(time.perf_counter() - started)
        if answer.status != wanted:
            self.errors.append(f"{path}: {answer.status}")
        return answer.headers.get("Location", "")


def live(browser: Browser, people: People, until: float) -> None:
    """One life after the other."""
    while time.perf_counter() < until:
        requests, location, spent = life(people), "", defaultdict(float)
        started, request = time.perf_counter(), None
        while request := _next(requests, request, location):
            before = time.perf_counter()
            session = people.sessions[request.who]
            location = browser.send("request", request.path, session, request.data, 302)
            spent[request.act] += time.perf_counter() - before
            if browser.errors:
                return
        for act, seconds in spent.items():
            browser.samples[act].append(seconds)
        browser.samples["life"].append(time.perf_counter() - started)


def _next(requests: Any, last: Any, location: str) -> Any:
    try:
        return next(requests) if last is None else requests.send(location)
    except StopIteration:
        return None


def look(browser: Browser, pages: list[dict[str, Any]], first: int, until: float) -> None:
    """One page after the other, each client from another place on."""
    n = first
    while time.perf_counter() < until:
        page = pages[n % len(pages)]
        browser.send("page", page["path"], page["session"], page.get("data"), 200)
        n += 1


def main() -> None:
    """Run the plan on standard input."""
    plan = json.load(sys.stdin)
    groups = [People(**group) for group in plan.get("lives", [])]
    browsers = [Browser(plan["port"]) for _ in range(len(groups) or plan["clients"])]
    started = time.perf_counter()
    until = started + plan["seconds"]
    threads = [
        threading.Thread(target=live, args=(browser, groups[n], until))
        if groups
        else threading.Thread(target=look, args=(browser, plan["pages"], n * 7, until))
        for n, browser in enumerate(browsers)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    samples: dict[str, list[float]] = defaultdict(list)
    for browser in browsers:
        for label, taken in browser.samples.items():
            samples[label] += taken
    errors = [error for browser in browsers for error in browser.errors]
    result = {"seconds": time.perf_counter() - started, "samples": samples, "errors": errors[:5]}
    json.dump(result, sys.stdout)


if __name__ == "__main__":
    main()
