"""What the machine saves a clerk: the strokes of entering the real letter in the forms, one record of each kind measured."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from agenda_tracker.intake.receive import receive
from agenda_tracker.models import Footnote, GovernmentPosition, Letter
from tests.admin.hands import Hands
from tests.shared import shared
from tests.test_journey import LETTER, clerk, log_in  # noqa: F401 (a fixture)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SUBJECT = "Geannoteerde agenda met de hand"
QUOTE = "Nederland steunt dit voorstel."
ITEM = "Afschrikking en verdediging"


def real_numbers() -> dict[str, int]:
    """How many records of each kind the real letter has."""
    path = shared(LETTER)
    receive(path.read_bytes(), path.name)
    letter = Letter.objects.get()
    return {
        "letter": 1,
        "section": letter.sections.count(),
        "paragraph": letter.paragraphs.count(),
        "footnote": Footnote.objects.filter(paragraph__section__letter=letter).count(),
        "position": letter.positions.count(),
        "topic": sum(max(1, position.topics.count()) for position in letter.positions.all()),
    }


class ByHand:
    """One letter entered in the forms; each step gives the strokes that one record of its kind takes."""

    def __init__(self, page, address: str) -> None:
        self.page, self.address, self.hands = page, address, Hands(page)

    def measure(self, step) -> int:
        before = self.hands.count
        step()
        return self.hands.count - before

    def row(self, prefix: str):
        """A new row of an inline, asked for by its link."""
        self.hands.click(self.page.locator(f"#{prefix}-group .add-row a"))
        return self.page.locator(f"#{prefix}-group .dynamic-{prefix}").last

    def save(self) -> None:
        self.hands.click(self.page.locator("[name=_save]").first)
        expect(self.page.locator(".messagelist .success")).to_be_visible()

    def go(self, name: str, *args) -> None:
        self.hands.count += 1
        self.page.goto(self.address + reverse(f"admin:agenda_tracker_{name}", args=args))

    def letter(self) -> None:
        self.go("letter_add")
        self.hands.write(self.page.locator("#id_subject"), SUBJECT)
        self.hands.write(self.page.locator("#id_date"), "03-10-2024")
        self.hands.look_up(self.row("treatments").locator(".field-meeting"), "NAVO-ministers van Defensie")
        row = self.row("signatories")
        self.hands.write(row.locator("[name$=-office_as_printed]"), "Minister van Defensie")
        self.hands.look_up(row.locator(".field-office"), "Minister van Defensie")

    def section(self) -> None:
        row = self.row("sections")
        self.hands.write(row.locator("[name$=-order]"), "1")
        self.hands.write(row.locator("[name$=-heading]"), ITEM)
        self.hands.look_up(row.locator(".field-agenda_item"), ITEM)

    def text(self) -> None:
        self.save()
        self.go("section_change", Letter.objects.get(subject=SUBJECT).sections.get().pk)

    def paragraph(self) -> None:
        self.hands.write(self.row("paragraphs").locator("textarea"), QUOTE)

    def footnote(self) -> None:
        self.go("footnote_add")
        self.hands.look_up(self.page.locator(".field-letter"), SUBJECT)
        for name, words in (("order", "1"), ("marker", "1"), ("text", "Zie ook de vorige brief."), ("offset", "9")):
            self.hands.write(self.page.locator(f"#id_{name}"), words)
        self.hands.look_up(self.page.locator(".field-paragraph"), QUOTE[:20], "alinea")
        self.save()

    def position(self) -> None:
        self.go("governmentposition_add")
        self.hands.look_up(self.page.locator(".field-letter"), SUBJECT)
        self.hands.look_up(self.page.locator(".field-agenda_item"), ITEM)
        self.hands.write(self.page.locator("#id_wording"), QUOTE)
        self.hands.choose(self.page.locator("#id_kind"), "inzet")
        self.hands.choose(self.page.locator("#id_review"), "bevestigd")
        self.hands.write(self.row("evidence").locator("[name$=-quote]"), QUOTE)

    def topic(self) -> None:
        self.hands.look_up(self.page.locator(".field-topics"), "Defensie")


def test_the_same_letter_in_the_forms_takes_many_more_strokes(live_server, clerk, browser_context, record_property):  # noqa: F811
    numbers = real_numbers()
    page = browser_context.new_page()
    log_in(page, live_server.url)
    by_hand = ByHand(page, live_server.url)
    strokes = {name: by_hand.measure(getattr(by_hand, name)) for name in ("letter", "section")}
    strokes["section"] += by_hand.measure(by_hand.text)
    strokes["paragraph"] = by_hand.measure(by_hand.paragraph)
    strokes["section"] += by_hand.measure(by_hand.save)
    for name in ("footnote", "position", "topic"):
        strokes[name] = by_hand.measure(getattr(by_hand, name))
    strokes["position"] += by_hand.measure(by_hand.save)
    made = GovernmentPosition.objects.get(letter__subject=SUBJECT)
    assert (made.review, made.evidence.get().quote, made.topics.count()) == ("confirmed", QUOTE, 1)
    total = sum(strokes[name] * number for name, number in numbers.items())
    each = ", ".join(f"{number} × {name} {strokes[name]}" for name, number in numbers.items())
    record_property("measured", f"the same letter in the forms: {total} clicks and keys ({each})")
    assert total > 60
