"""The front page on a slow telephone: `python -m bench.phone [address of a running site]`.

Row of the aims: first content within a second, at most 200 kB over the line. The telephone has a
quarter of this machine's processor, 1.6 Mbit/s and 150 ms to the site, and has never been here.
"""

import statistics
import sys

import click
from playwright.sync_api import Browser

from tests.browser.conftest import chromium

VISITS = 7
SLOW_LINE = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1_600_000 / 8,
    "uploadThroughput": 750_000 / 8,
}
SLOWDOWN = 4
PAINTS = "performance.getEntriesByName('first-contentful-paint')"


def visit(browser: Browser, address: str) -> tuple[float, int]:
    """Milliseconds until the first content stands there, and the bytes that came over the line."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="zh-CN")
    page = context.new_page()
    line = context.new_cdp_session(page)
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", SLOW_LINE)
    line.send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
    sizes: list[float] = []
    line.on("Network.loadingFinished", lambda done: sizes.append(done["encodedDataLength"]))
    page.goto(address, wait_until="networkidle")
    page.wait_for_function(f"{PAINTS}.length")
    painted = float(page.evaluate(f"{PAINTS}[0].startTime"))
    context.close()
    return painted, int(sum(sizes))


def main(address: str) -> None:
    """Visit some times with nothing kept, and say how long it took."""
    with chromium() as browser:
        visit(browser, address)  # the site reads its templates once
        seen = [visit(browser, address) for _ in range(VISITS)]
    painted = sorted(ms for ms, _size in seen)
    size = max(size for _ms, size in seen)
    click.echo(
        f"front page on a slow telephone: first content p50 {statistics.median(painted):.0f},"
        f" at most {painted[-1]:.0f} ms; {size / 1000:.0f} kB"
    )


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://localhost:8000/")
