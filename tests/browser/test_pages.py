"""Every kind of page, for everybody: read aloud, by keyboard, on a phone, without scripts."""

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Response, expect

from tests.browser.city import City
from tests.browser.conftest import NARROW, WALL, WIDE, entering
from tests.browser.sights import Sight, sights
from tests.browser.steps import ITEM, apply_for
from tests.conftest import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("pages")]

AXE = ROOT / "node_modules/axe-core/axe.min.js"
TABLER = ROOT / "node_modules/@tabler/core/dist/css/tabler.min.css"
#: What axe finds of this weight keeps somebody out.
HEAVY = ("serious", "critical")
AUDIT = """async options => (await axe.run(
  {resultTypes: ["violations"], ...options})).violations.map(
  one => [one.impact, one.id, one.nodes.map(node => node.target.join(" ")).slice(0, 3)])"""
#: Half the time of axe goes into contrast, which is the same in every language.
NO_CONTRAST = {"rules": {"color-contrast": {"enabled": False}}}
#: What sticks out to the right, to say more than that something does.
OVERHANG = """() => {
  const wide = window.innerWidth;
  if (document.documentElement.scrollWidth <= wide) return "";
  const out = [...document.querySelectorAll("body *")].filter(
    one => one.getBoundingClientRect().right > wide + 1);
  return out.slice(-3).map(one => one.tagName + "." + one.className).join(", ") || "the page";
}"""
#: The selectors of one style sheet that another has not.
LEFT_OUT = r"""([whole, small]) => {
  const split = list => {
    const parts = [""];
    let depth = 0;
    for (const sign of list) {
      depth += (sign === "(") - (sign === ")");
      if (sign === "," && !depth) parts.push("");
      else parts.push(parts.pop() + sign);
    }
    return parts.map(part => part.trim());
  };
  const selectors = text => {
    const found = new Set(), sheet = new CSSStyleSheet();
    const read = rules => {
      for (const rule of rules) {
        for (const one of split(rule.selectorText || "")) found.add(one);
        if (rule.cssRules) read(rule.cssRules);
      }
    };
    sheet.replaceSync(text);
    read(sheet.cssRules);
    return found;
  };
  const kept = selectors(small);
  return [...selectors(whole)].filter(one => !kept.has(one));
}"""
#: Of these selectors the ones that an element of the page answers to, whatever is done with it.
MISSED = r"""() => {
  const parts = /::[\w-]+(\([^)]*\))?/g;
  const states = new RegExp(":(hover|active|focus|focus-visible|focus-within|visited|target"
    + "|checked|indeterminate|disabled|enabled|valid|invalid|placeholder-shown)(?![\\w-])", "g");
  return window.leftOut.filter(one => {
    const still = one.replace(parts, "").replace(states, "").replace(/:not\(\)/g, "");
    try { return document.querySelector(still || "*"); } catch { return false; }
  });
}"""
CHINESE = re.compile(r"[\u4e00-\u9fff]+")
#: Names that stay as they are: places, departments, services, and the other language's own name.
NAMES = ".y-brand + *, .p-hot a, .y-tile, .p-offices a, [lang=zh-CN], select"
Size = dict[str, int]
#: Each language with the width at which its pages are read aloud: both widths are, and both
#: languages; what another pair would find, one of these finds.
LANGUAGES = {"zh-hans": WIDE, "en": NARROW}
ROLES = (
    *("", "resident", "owner", "clerk", "examiner", "approver", "fire-examiner", "window"),
    *("supervisor", "overseer", "environment-approver", "admin", "editor", "reviewer", "keeper"),
    *("owner2", "land-examiner", "resident3", "resident6", "yushui-transport-clerk"),
)


@pytest.fixture(scope="module")
def every_sight(city: City, browser: Browser, states) -> list[Sight]:
    """The addresses of all kinds of pages."""
    with entering(city, browser, states) as enter:
        return sights(city, enter)


@pytest.fixture(scope="module")
def left_out(city: City, browser: Browser) -> list[str]:
    """What the style sheet of the site leaves out of Tabler's."""
    page = browser.new_page()
    page.goto(city.url)
    served = page.locator("link[href*='/ui/all.']").get_attribute("href")
    small = page.request.get(city.url + str(served)).text()
    found: list[str] = page.evaluate(LEFT_OUT, [TABLER.read_text(), small])
    page.close()
    return found


def test_the_style_sheet_is_a_part_of_the_whole(left_out):
    assert len(left_out) > 1000


def furnish(page: Page, left_out: Sequence[str] = ()) -> None:
    """Have axe, and what the style sheet leaves out, at hand in whatever the page shows next."""
    page.add_init_script(path=AXE)
    page.add_init_script(f"window.leftOut = {json.dumps(left_out)}")


def faults(
    page: Page,
    sight: Sight,
    *,
    read_aloud_at: Size,
    options: dict[str, Any] | None = None,
) -> Iterator[str]:
    """What is wrong with a page, wide and narrow; axe, the slow one, reads it at that size."""
    page.set_viewport_size(WIDE)
    page.goto(sight.address)
    if page.locator("h1").count() != 1:
        yield f"has {page.locator('h1').count()} h1"
    if not page.title().split("·")[0].strip():
        yield "has no title"
    if missed := page.evaluate(MISSED):
        yield f"has elements whose styles are left out: {missed[:5]}"
    for size in (WIDE, NARROW):
        page.set_viewport_size(size)
        if size == read_aloud_at:
            for fault in read_aloud(page, options or {}):
                yield f"at {size['width']}: {fault}"
        overhang = page.evaluate(OVERHANG)
        if overhang:
            yield f"at {size['width']}: scrolls sideways because of {overhang}"


def read_aloud(page: Page, options: dict[str, Any]) -> Iterator[str]:
    """What keeps somebody out who has the page read to him."""
    for impact, rule, places in page.evaluate(AUDIT, options):
        if impact in HEAVY:
            yield f"{impact} {rule}: {places}"


def listen(page: Page) -> list[str]:
    """Collect what goes wrong inside the page: errors of scripts, and files that are not there."""
    heard: list[str] = []

    def on_console(message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            heard.append(message.text)

    def on_response(response: Response) -> None:
        if response.status >= 400 and response.request.resource_type != "document":
            heard.append(f"{response.status} {response.url}")

    page.on("console", on_console)
    page.on("response", on_response)
    page.on("pageerror", lambda error: heard.append(str(error)))
    return heard


def test_somebody_looks_at_every_page(every_sight):
    assert {sight.who for sight in every_sight} == set(ROLES)


@pytest.mark.parametrize("who", ROLES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_can_be_used_by_everybody(every_sight, enter, left_out, who, language):
    page, size = enter(who, cookies={"django_language": language}), LANGUAGES[language]
    is_first = language == "zh-hans"  # the other has the same elements, and the same colours
    furnish(page, left_out if is_first else ())
    options = {} if is_first else NO_CONTRAST
    heard = listen(page)
    found = []
    for sight in every_sight:
        if sight.who == who:
            seen = faults(page, sight, read_aloud_at=size, options=options)
            found += [f"{sight.name}: {fault}" for fault in seen]
            found += [f"{sight.name}: {error}" for error in heard]
            heard.clear()

    assert not found, "\n".join(found)


@pytest.mark.parametrize("who", ["", "resident"])
def test_the_elder_version_can_be_used_by_everybody(every_sight, enter, who):
    page = enter(who, cookies={"elder": "1"})
    furnish(page)
    found = [
        f"{sight.name}: {fault}"
        for sight in every_sight
        if sight.who == who
        for fault in faults(page, sight, read_aloud_at=NARROW)
    ]

    assert page.locator("html.elder").count() == 1
    assert not found, "\n".join(found)


def tab_to(page: Page, selector: str, most: int = 80) -> None:
    """Press Tab until the focus is there, as somebody without a mouse does."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("selector => !!document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"Tab never came to {selector}")


@pytest.mark.parametrize(
    ("address", "chart"),
    [("/desk/supervision/overview/", "#card-trend"), ("/desk/live/", "[data-chart=days]")],
)
def test_a_chart_not_yet_drawn_anew_makes_no_page_scroll_sideways(enter, address, chart):
    page = enter("supervisor", viewport=WALL)
    page.goto(address)
    place = page.locator(chart)
    expect(place.locator("svg, canvas")).to_be_visible()
    drawn = place.evaluate(
        """place => {
          echarts.getInstanceByDom(place).resize = () => {};
          return place.firstElementChild.offsetWidth;
        }"""
    )

    page.set_viewport_size(NARROW)

    assert place.evaluate("place => place.firstElementChild.offsetWidth") == drawn > NARROW["width"]
    assert page.evaluate(OVERHANG) == ""


@pytest.mark.parametrize(("who", "address"), [("", "/"), ("clerk", "/desk/")])
def test_the_first_tab_leads_past_the_bar(enter, who, address):
    page = enter(who)
    page.goto(address)

    page.keyboard.press("Tab")
    expect(page.locator(".y-skip")).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.locator("#main")).to_be_focused()


def test_an_item_is_found_and_applied_for_by_keyboard_alone(enter):
    page = enter("resident")
    page.goto("/")
    tab_to(page, "#search-text")
    page.keyboard.type(ITEM)
    page.keyboard.press("Enter")
    page.wait_for_url("**/items/?*")
    tab_to(page, "main h2 a, main h3 a")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/items/\w+/$"))
    expect(page.locator("h1")).to_contain_text(ITEM)
    tab_to(page, "a[href$='/apply/']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/apply/")
    tab_to(page, "main form button.btn-primary")
    page.keyboard.press("Enter")
    page.wait_for_url("**/situation/")
    tab_to(page, "main .y-choices input")
    page.keyboard.press("Space")
    page.wait_for_load_state("networkidle")
    tab_to(page, "main form button.btn-primary")
    page.keyboard.press("Enter")

    page.wait_for_url("**/situation/?at=form")


def test_the_work_list_opens_a_case_by_keyboard(enter):
    page = enter("clerk")
    page.goto("/desk/")
    tab_to(page, "#rows th a")
    page.keyboard.press("Enter")

    page.wait_for_url(re.compile(r"/desk/cases/\w+/$"))


def test_a_resident_applies_without_javascript(city, enter):
    page = enter("resident", scripts=False)

    number, code = apply_for(page)

    assert len(code) == 6
    assert city.rows("select state from cases_case where number = %s", number) == [("submitted",)]


def test_the_switch_leads_to_english_without_chinese_words(enter):
    page = enter()
    page.goto("/")
    page.locator("[name=language][value=en]").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")

    words = page.evaluate(
        """names => {
          document.querySelectorAll(names).forEach(one => one.remove());
          return document.title + " " + document.body.innerText;
        }""",
        NAMES,
    )

    assert "What would you like to get done?" in words
    assert not CHINESE.findall(words)
