"""What is wrong with a page, by axe and by its width, in each look: desktop and phone, light and dark."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from typing import Any

from axe_playwright_python.sync_playwright import Axe

from tests.run import FULL

RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
    "resultTypes": ["violations"],
    "preload": False,  # style sheets are needed by no rule of these
}
# What depends on width or colours: enough for a further look at a page that was looked at with all rules.
BY_LOOK = {
    "runOnly": ["color-contrast", "link-in-text-block", "region", "scrollable-region-focusable", "target-size"],
    "resultTypes": ["violations"],
    "preload": False,
}
DESKTOP = {"width": 1280, "height": 900}
LOOKS = [(width, scheme) for width in (1280, 390) for scheme in ("light", "dark")]
RUN = """async (options) => (await axe.run(options)).violations.flatMap((one) => one.nodes.slice(0, 2).map(
  (node) => `${one.id}: ${node.html.slice(0, 200)} ${node.any[0]?.message ?? ""}`))"""
# What sticks out, unless it scrolls within a part of the page that the keyboard can reach.
TOO_WIDE = """() => document.documentElement.scrollWidth > innerWidth
  ? [...document.querySelectorAll("body *")].filter(
      (one) => one.checkVisibility() && one.getBoundingClientRect().right > innerWidth + 1)
      .slice(0, 2).map((one) => "too wide: " + one.outerHTML.slice(0, 120)) : []"""
# What the policy refuses is told on the console.
LISTEN = """addEventListener("securitypolicyviolation", (event) => console.error(
  `refused: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`))"""


def in_turn(number: int, many: int = 1) -> list[tuple[int, str]]:
    """The looks in which the page of that number is looked at: in the drills all, else one or two, each look in its turn.

    Two are both widths and both schemes.
    """
    first = number % len(LOOKS)
    return LOOKS if FULL else [LOOKS[first], LOOKS[-1 - first]][:many]


@cache
def axe_script() -> str:
    return Axe().axe_script


def faults(page: Any, looks: list[tuple[int, str]] = LOOKS) -> list[str]:
    """What is wrong with the page as it stands, in each look: with all rules first, then with those that looks differ in.

    The drills use all rules in every look. Whether it is too wide is seen at every width. Axe's own inline styles are
    refused, so nobody should listen meanwhile. The page is left at desktop width.
    """
    page.wait_for_load_state()
    page.evaluate(axe_script())
    found = []
    for number, (width, scheme) in enumerate(looks):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        lines = page.evaluate(RUN, BY_LOOK if number and not FULL else RULES) + page.evaluate(TOO_WIDE)
        found += [f"({width}, {scheme}) {line}" for line in lines]
    for width in {width for width, _scheme in LOOKS} - {width for width, _scheme in looks}:
        page.set_viewport_size({"width": width, "height": 900})
        found += [f"({width}) {line}" for line in page.evaluate(TOO_WIDE)]
    page.set_viewport_size(DESKTOP)
    return found


def note_answer(found: list[str], answer: Any) -> None:
    """A page that is refused or fails is a fault, too: its own contents were not looked at."""
    if answer.request.resource_type == "document" and answer.status >= 400:
        found.append(f"{answer.url} answers {answer.status}")


def note_complaint(found: list[str], said: Any) -> None:
    if said.type == "error" and "Failed to load resource" not in said.text:
        found.append(said.text)


@contextmanager
def heard(page: Any) -> Iterator[list[str]]:
    """What the browser complains of meanwhile: pages refused, scripts that fail, what the policy forbids."""
    found: list[str] = []
    listeners = {
        "response": partial(note_answer, found),
        "console": partial(note_complaint, found),
        "pageerror": lambda error: found.append(str(error)),
    }
    for event, listener in listeners.items():
        page.on(event, listener)
    yield found
    for event, listener in listeners.items():
        page.remove_listener(event, listener)
