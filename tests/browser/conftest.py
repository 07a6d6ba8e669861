"""A running city and a real browser; both live as long as the test session."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.city import City, running_city
from tests.conftest import chromium_path
from yimen.config.demo import current_code

expect.set_options(timeout=20_000)  # a busy machine is slow, not wrong

WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
WALL = {"width": 1920, "height": 1080}


@pytest.fixture(scope="session")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[City]:
    """`yimen up` with the demo city."""
    from django.db import connection

    known = connection.settings_dict
    keys = {"HOST": "host", "PORT": "port", "USER": "user", "PASSWORD": "password"}
    server = {word: known[key] for key, word in keys.items() if known[key]}
    name = f"yimen_city_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
    with running_city(tmp_path_factory.mktemp("city"), server, name) as running:
        yield running


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Headless Chromium.

    Playwright leaves a loop in this thread in which nothing runs between its calls: what uses the
    database here afterwards is no asynchronous code, though Django takes it for that.
    """
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with chromium() as running:
        yield running


@contextmanager
def chromium() -> Iterator[Browser]:
    """Headless Chromium, quiet."""
    quiet = [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-sync",
        "--lang=zh-CN",
    ]
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=chromium_path(), args=quiet, env={**os.environ, "LANGUAGE": "zh_CN"}
        )
        yield running
        running.close()


@pytest.fixture(scope="session")
def states(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where signed-in browser states are kept: a one-time code works only once."""
    return tmp_path_factory.mktemp("states")


@pytest.fixture
def enter(city: City, browser: Browser, states: Path) -> Iterator[Callable[..., Page]]:
    """`enter("clerk")` gives a page on which that person is signed in; `enter()` a stranger's."""
    with entering(city, browser, states) as entered:
        yield entered


@contextmanager
def entering(city: City, browser: Browser, states: Path) -> Iterator[Callable[..., Page]]:
    """What `enter` does; the pages are closed at the end."""
    contexts = []

    def entered(
        username: str = "",
        *,
        viewport: dict[str, int] = WIDE,
        language: str = "zh-CN",
        cookies: dict[str, str] | None = None,
        scripts: bool = True,
    ) -> Page:
        state = states / username
        if username and not state.exists():
            sign_in(browser, city, username, state)
        context = browser.new_context(
            base_url=city.url,
            locale=language,
            viewport=viewport,
            storage_state=state if username else None,
            java_script_enabled=scripts,
        )
        context.add_cookies(
            [{"name": k, "value": v, "url": city.url} for k, v in (cookies or {}).items()]
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        return page

    yield entered
    for context in contexts:
        context.close()


def sign_in(browser: Browser, city: City, username: str, state: Path) -> None:
    """Sign in as people do: name, password, and for officers the one-time code."""
    account = city.accounts[username]
    context = browser.new_context(base_url=city.url, locale="zh-CN")
    page = context.new_page()
    page.goto("/accounts/login/")
    page.fill("[name=login]", account.username)
    page.fill("[name=password]", account.password)
    page.press("[name=password]", "Enter")
    page.wait_for_url(lambda url: "/accounts/login" not in url)
    if account.totp_secret:
        page.fill("[name=code]", current_code(account.totp_secret))
        page.press("[name=code]", "Enter")
        page.wait_for_url(lambda url: "authenticate" not in url)
    context.storage_state(path=state)
    context.close()
