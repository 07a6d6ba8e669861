"""A page on a slow telephone: `python -m bench.phone [address of a running site] [another]`.

Row of the aims: first content within a second, at most 200 kB over the line. The telephone has a
quarter of this machine's processor, 1.6 Mbit/s and 150 ms to the site, and has never been here.
Two addresses are visited in turn: their ratio holds on a busy machine too.
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
#: When the first content stood there, as soon as it does.
PAINTED = """new Promise(done => new PerformanceObserver(list => list.getEntriesByName(
  "first-contentful-paint").forEach(paint => done(paint.startTime))
).observe({type: "paint", buffered: true}))"""


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
    painted = float(page.evaluate(PAINTED))
    context.close()
    return painted, int(sum(sizes))


def main(*addresses: str) -> None:
    """Visit some times with nothing kept, and say how long it took."""
    seen: dict[str, list[tuple[float, int]]] = {address: [] for address in addresses}
    with chromium() as browser:
        for address in addresses:
            visit(browser, address)  # the site reads its templates once
        for address in addresses * VISITS:
            seen[address].append(visit(browser, address))
    for address, visits in seen.items():
        painted = [ms for ms, _size in visits]
        click.echo(
            f"{address} on a slow telephone: first content p50 {statistics.median(painted):.0f},"
            f" {min(painted):.0f} to {max(painted):.0f} ms;"
            f" {max(size for _ms, size in visits) / 1000:.0f} kB"
        )
    first, *others = seen.values()
    for other in others:
        pairs = zip(first, other, strict=True)
        ratio = statistics.median(after / before for (before, _), (after, _) in pairs)
        click.echo(f"visit by visit, the other takes {ratio:.0%} of the first's time")


if __name__ == "__main__":
    main(*(sys.argv[1:] or ["http://localhost:8000/"]))
