"""Counts what a clerk's hands do in a browser: clicks and keystrokes."""

from typing import Any


class Hands:
    """Clicks and keys as a clerk gives them; typed wording does not count, every other key does."""

    def __init__(self, page: Any) -> None:
        self.page, self.count = page, 0

    def click(self, target: Any) -> None:
        self.count += 1
        target.click()

    def key(self, key: str) -> None:
        self.count += 1
        self.page.keyboard.press(key)

    def write(self, field: Any, words: str) -> None:
        """Click into a field and type; the words themselves do not count."""
        self.click(field)
        field.fill(words)

    def choose(self, field: Any, label: str) -> None:
        """Open a list and choose from it."""
        self.count += 2
        field.select_option(label=label)

    def look_up(self, row: Any, words: str, offered: str = "") -> None:
        """Open a searched choice, type a few letters, take the first that is offered."""
        self.click(row.locator(".select2-selection").first)
        self.page.locator(".select2-search__field").last.fill(words)
        option = self.page.locator(".select2-results__option[aria-selected]", has_text=offered or words).first
        self.click(option)
