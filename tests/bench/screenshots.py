"""Take the pictures of the README anew, on a site with the fixtures: `python -m tests.bench.screenshots http://127.0.0.1:8000`."""

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser import FLAGS, chromium_path

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "img"
PHONE, DESKTOP = {"width": 390, "height": 844}, {"width": 1280, "height": 720}
SHOTS = (
    ("home", "/", DESKTOP),
    ("search", "/zoeken/?q=drones", DESKTOP),
    ("phone", "/vergaderingen/2024-10-17-navo-dmm/", PHONE),
)


def take(site: str) -> None:
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=FLAGS)
        for name, path, size in SHOTS:
            page = browser.new_page(viewport=size, locale="nl-NL", color_scheme="light")
            answer = page.goto(site.rstrip("/") + path)
            if answer is None or answer.status != 200:
                sys.exit(f"{path} is not there: run it on a site with the fixtures")
            page.screenshot(path=FOLDER / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    take(sys.argv[1])
