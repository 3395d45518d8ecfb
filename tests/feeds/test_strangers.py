"""Whatever the state of letters and positions: a table, feed or calendar holds exactly what is public."""

import random
import re
from urllib.parse import unquote

import pytest

from agenda_tracker.models import AgendaItem, GovernmentPosition, Letter, MinisterialMeeting, journalled
from tests import factories as make
from tests.feeds.reading import body, rows_of, text_of
from tests.run import FULL
from tests.web.test_strangers import MARKERS, list_addresses, world  # noqa: F401

pytestmark = pytest.mark.django_db
STATES = 20 if FULL else 12
# Parameters that only cut or order, or of which the pages' own test tries every value.
PLAIN = re.compile(r"[?](organisation|sort|size|date_|stance|year)")
EXTRA = [
    "/feeds/gremia/zichtbaar.atom",
    "/feeds/themas/lucht.atom",
    "/feeds/dossiers/28676.atom",
    "/feeds/dossiers/31125.atom",
    "/vergaderingen/zichtbaar/agenda.ics",
    "/sitemap.xml",
    "/opensearch.xml",
    *(
        f"/sitemap/{name}-1.xml"
        for name in ("paginas", "brieven", "vergaderingen", "standpunten", "themas", "kamerstukken")
    ),
]
HIDDEN = [
    "/feeds/dossiers/29911.atom",
    "/feeds/dossiers/29922.atom",
    "/feeds/dossiers/23933.atom",
    "/vergaderingen/halfaf-draft/agenda.ics",
    "/vergaderingen/halfaf-withdrawn/agenda.ics",
]


def followed(page):
    """The ways to take away and follow what this list address shows."""
    path, _mark, query = page.partition("?")
    yield f"{path}?{query}&format=csv" if query else f"{path}?format=csv"
    yield f"/feeds{path.rstrip('/')}.atom" + (f"?{query}" if query else "")
    if path == "/vergaderingen/":
        yield f"/vergaderingen/agenda.ics?{query}"


def markers_in(response, address):
    """Marker words in an answer; what was typed in the address may be repeated."""
    typed = re.sub(r"\s", "", unquote(address))
    return [word for word in MARKERS.findall(text_of(response)) if re.sub(r"\s", "", word) not in typed]


def test_no_table_feed_or_calendar_shows_a_marker(client, world, settled):  # noqa: F811
    settled()
    pages = [page for page in list_addresses() if not PLAIN.search(page)]
    workbooks = [f"/{name}/?format=xlsx" for name in ("standpunten", "brieven", "vergaderingen")]
    addresses = [*(address for page in pages for address in followed(page)), *EXTRA, *workbooks]
    found = {address: markers_in(client.get(address), address) for address in addresses}
    assert len(found) > 150
    assert {address: words for address, words in found.items() if words} == {}


def test_what_is_hidden_has_no_feed_and_no_calendar(client, world):  # noqa: F811
    assert {client.get(address).status_code for address in HIDDEN} == {404}


def numbers(client, address, pattern):
    return {int(pk) for pk in re.findall(pattern, body(client.get(address)).decode())}


def shown(client):
    """What a stranger is told there is, by each way there is to be told."""
    letters = {row["adres"] for row in rows_of(client.get("/brieven/?format=csv"))}
    meetings = {row["adres"] for row in rows_of(client.get("/vergaderingen/?format=csv"))}
    positions = {row["adres"] for row in rows_of(client.get("/standpunten/?format=csv"))}
    return {
        "letter table": {address.split("/")[-2] for address in letters},
        "meeting table": {address.split("/")[-2] for address in meetings},
        "position table": {int(address.split("/")[-2]) for address in positions},
        "letter feed": numbers(client, "/feeds/brieven.atom", r"<id>[^<]*:brief/(\d+)<"),
        "position feed": numbers(client, "/feeds/standpunten.atom", r"<id>[^<]*:standpunt/(\d+)<"),
        "meeting feed": numbers(client, "/feeds/vergaderingen.atom", r"<id>[^<]*:vergadering/(\d+)<"),
        "calendar": numbers(client, "/vergaderingen/agenda.ics", r"UID:vergadering-(\d+)@"),
        "sitemap": numbers(client, "/sitemap/standpunten-1.xml", r"/standpunten/(\d+)/"),
    }


def public():
    letters, meetings = Letter.objects.filter(status="published"), MinisterialMeeting.objects
    open_meetings = meetings.filter(released=True) | meetings.filter(letters__status="published")
    positions = GovernmentPosition.objects.filter(review="confirmed", letter__status="published")
    keys = set(positions.values_list("pk", flat=True))
    met = set(open_meetings.values_list("pk", "slug"))
    return {
        "letter table": set(letters.values_list("slug", flat=True)),
        "meeting table": {slug for _pk, slug in met},
        "position table": keys,
        "letter feed": set(letters.values_list("pk", flat=True)),
        "position feed": keys,
        "meeting feed": {pk for pk, _slug in met},
        "calendar": {pk for pk, _slug in met},
        "sitemap": keys,
    }


def test_in_every_state_exactly_what_is_public_is_there(client, settled):
    for number in range(5):
        meeting = make.make_meeting(start=f"2024-0{number + 1}-01")
        letter = make.make_letter(meeting=meeting)
        for _again in range(3):
            make.make_position(letter, AgendaItem.objects.filter(meeting=meeting).first() or make.make_item(meeting))
    settled()
    dice = random.Random(5)
    for _state in range(STATES):
        change(dice)
        told, right = shown(client), public()
        assert {name: ids for name, ids in told.items() if ids != right[name] and (ids or right[name])} == {}


def change(dice):
    """Some letters, positions and meetings get another state, by the journal as every act does."""
    letter = dice.choice(Letter.objects.order_by("pk"))
    with journalled(letter, letter=letter):
        Letter.objects.filter(pk=letter.pk).update(status=dice.choice(["draft", "published", "withdrawn"]))
        for position in letter.positions.all():
            review = dice.choice(["suggested", "confirmed", "confirmed", "rejected"])
            GovernmentPosition.objects.filter(pk=position.pk).update(review=review)
        MinisterialMeeting.objects.filter(letters=letter).update(released=dice.random() < 0.3)
