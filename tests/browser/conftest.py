"""A real Chromium at phone and desk width, under the real content security policy."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles.finders import get_finders
from django.test import override_settings
from playwright.sync_api import Browser, ConsoleMessage, Page, Response

from tests.support import world
from thidua.config.static import StaticFiles
from thidua.play.stage import Worker

# Playwright's own loop runs in this thread; the tests' queries are no part of it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

WIDTHS = {
    "phone": {"width": 390, "height": 844},
    "tablet": {"width": 820, "height": 1180},
    "desk": {"width": 1440, "height": 900},
}


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    return {
        "executable_path": shutil.which("chromium"),
        "args": [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
        ],
    }


@pytest.fixture(scope="session", autouse=True)
def static_files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Styles and scripts as they would be collected, by links into where they lie."""
    root = tmp_path_factory.mktemp("static")
    for finder in get_finders():
        for name, storage in finder.list(StaticFiles.ignore_patterns):
            link = root / (getattr(storage, "prefix", None) or "") / name
            link.parent.mkdir(parents=True, exist_ok=True)
            if not link.exists():
                link.symlink_to(Path(storage.path(name)))
    with override_settings(STATIC_ROOT=root):
        yield


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every clock stands on the day of the story."""
    monkeypatch.setenv("THIDUA_TODAY", world.TODAY.isoformat())


@pytest.fixture
def worker(live_server: Any) -> Iterator[None]:
    """A task worker beside the served pages."""
    with Worker():
        yield


@pytest.fixture
def people(browser: Browser, live_server: Any) -> Iterator[Callable[..., Page]]:
    """`people("phone")` gives a page of one's own; scripts and styles blocked or missing fail."""
    contexts = []
    broken: list[str] = []

    def hear(said: ConsoleMessage) -> None:
        if said.text.startswith("CSP "):
            broken.append(said.text)

    def see(answer: Response) -> None:
        if answer.status >= 400 and "/static/" in answer.url:
            broken.append(f"{answer.status} {answer.url}")

    def somebody(width: str, **more: Any) -> Page:
        context = browser.new_context(
            viewport=WIDTHS[width], base_url=live_server.url, locale="vi-VN", **more
        )
        context.set_default_timeout(15_000)
        context.add_init_script(
            "document.addEventListener('securitypolicyviolation', e => console.error("
            "'CSP ' + e.violatedDirective + ' ' + e.blockedURI + ' ' + e.sourceFile))"
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", hear)
        page.on("response", see)
        page.on("pageerror", lambda error: broken.append(str(error)))
        return page

    yield somebody
    for context in contexts:
        context.close()
    assert broken == []


def sign_in(page: Page, code: str, password: str = world.PASSWORD) -> None:
    """Sign in by staff code."""
    page.goto("/")
    page.locator("input[name=login]").fill(code)
    page.locator("input[name=password]").fill(password)
    page.get_by_role("button", name="Đăng nhập").first.click()
    page.wait_for_url("**/")
