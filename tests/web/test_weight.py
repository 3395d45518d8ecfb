"""Pages stay light with plenty of data: so many bytes of HTML, and of styles and scripts as they are sent."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from tests import factories as make
from tests.web.test_queries import LISTS, SELECTION, add_rows

pytestmark = pytest.mark.django_db
HTML, PARTS = 60_000, 40_000  # bytes
HUNDRED = 130_000  # of a list of a hundred rows, which only who asks for it gets
TEXT = "Het kabinet ziet daarbij graag dat alle lidstaten meedoen, en let op de kosten en de regeldruk. "
PAGES = [
    "/",
    *(page for page in LISTS if page != "/vergaderingen/eerste/"),  # which has hundreds of items here
    *(f"{page}{SELECTION}" for page in ("/vergaderingen/", "/brieven/", "/standpunten/")),
    "/standpunten/?page=7",
    "/brieven/?size=100",
    "/vergaderingen/?size=100",
    "/standpunten/?size=50",
    "/standpunten/?size=100",
    "/zoeken/",
    "/zoeken/?q=nederland",
    "/over/",
    "/gegevens/",
    "/bestaat-niet/",
]


def parts_of(text: str) -> set[str]:
    """The styles and scripts that a page loads, with the modules that those import."""
    waiting = re.findall(r'(?:rel="stylesheet" href|type="module" src|script src)="/static/([^"?]+)', text)
    found: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        found.add(name)
        code = read(name).decode()
        waiting += [str(Path(name).parent / other) for other in re.findall(r'import [^"]*"\./([^"]+)"', code)]
    return found


def read(name: str) -> bytes:
    path = finders.find(name)
    assert path, name
    return Path(path).read_bytes()


def long_letter():
    """A letter as long as the longest real ones: twelve items, each with two positions and three pages of text."""
    body = make.make_formation("Raad Buitenlandse Zaken")
    meeting = make.make_meeting(body, slug="lange-agenda")
    letter = make.make_letter(meeting=meeting)
    for number in range(12):
        item = make.make_item(meeting, f"Onderwerp {number} van de agenda")
        for words in ("steunt het voorstel", "vraagt aandacht voor de uitvoering"):
            said = f"Nederland {words} ({number})."
            position = make.make_position(letter, item, f"{said} {TEXT * 3}", wording=said)
        for _more in range(3):
            make.make_paragraph(position.evidence.get().paragraph.section, TEXT * 8)
    return position


@pytest.fixture
def pages(client):
    """Each kind of page by its address, with hundreds of meetings, letters, positions and papers on the site."""
    add_rows(200)
    example = long_letter()
    own = [example, example.letter, example.agenda_item.meeting]
    return {
        address: client.get(address, follow=True).content
        for address in [*PAGES, *(record.get_absolute_url() for record in own)]
    }


def test_no_page_is_heavy(pages, record_property):
    parts = {
        address: sum(len(gzip.compress(read(name))) for name in parts_of(page.decode()))
        for address, page in pages.items()
    }
    heaviest = max((one for one in pages if "size=100" not in one), key=lambda address: len(pages[address]))
    record_property("measured", f"heaviest page: {heaviest}, {len(pages[heaviest]):,} bytes of HTML")
    record_property("measured", f"styles and scripts of a page: at most {max(parts.values()):,} bytes compressed")
    heavy = {address: len(page) for address, page in pages.items() if len(page) > HTML}
    assert {address: size for address, size in heavy.items() if "size=100" not in address or size > HUNDRED} == {}
    assert {address: size for address, size in parts.items() if not 0 < size <= PARTS} == {}
