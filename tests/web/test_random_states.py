"""In random states of the site, no public address shows a word of what is hidden, and every count is right."""

import io
import random
import re
import zipfile
from collections import deque
from html import unescape
from urllib.parse import quote, unquote

import pytest

from agenda_tracker.models import Formation, GovernmentPosition, Letter, MinisterialMeeting, Topic
from tests.run import FULL
from tests.web.random_states import WORD, Words, make_site, public_keys, public_words, roll

pytestmark = pytest.mark.django_db
# 300 states in the drills, 10 otherwise; so many addresses in each, the lists first and then what they lead to.
SITES, STATES, ADDRESSES = (10, 30, 120) if FULL else (2, 5, 36)
LISTS = ["/standpunten/", "/brieven/", "/vergaderingen/"]
FIRST = [
    "/",
    *LISTS,
    "/themas/",
    "/kamerstukken/",
    "/cijfers/",
    "/over/",
    "/gegevens/",
    "/zoeken/?q=nederland",
    "/zoeken/?q=kabinet&sort=newest",
    *(f"{page}?format={form}" for page in LISTS for form in ("csv", "xlsx")),
    *(f"/feeds/{name}.atom" for name in ("standpunten", "brieven", "vergaderingen")),
    "/vergaderingen/agenda.ics",
    "/sitemap.xml",
]
NOT_OURS = re.compile(r"^/(static|beheer|voorvertoning)/|[?&](sort|size|page)=")


def text_of(answer) -> str:
    """All that an answer says: its headers, its text, what is in a packed document."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if body[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            body = b"\n".join(packed.read(name) for name in packed.namelist())
    said = " ".join(f"{name}: {value}" for name, value in answer.headers.items())
    return unquote(said) + "\n" + re.sub(r"\r\n[ \t]|</?(?:b|mark|ins|del)>", "", body.decode("utf-8", "replace"))


def links_in(text: str) -> list[str]:
    found = re.findall(r"""(?:href|src|action)="(?:https?://testserver)?(/[^"#]*)|<loc>https?://[^/<]+(/[^<]*)""", text)
    return [unescape(one or other) for one, other in found if not NOT_OURS.search(unescape(one or other))]


def asked_for(words: Words, dice: random.Random) -> list[str]:
    """What a stranger could try: the pages of what is hidden, and searches for its words, a slip of the pen included."""
    details = [
        record.get_absolute_url()
        for model in (Letter, GovernmentPosition, MinisterialMeeting, Topic)
        for record in model.objects.all()
    ]
    every = sorted(words.owners)
    searches = [f"/zoeken/?q={word[:-1]}x" for word in every] + [f"/zoeken/?q={word}" for word in every]
    lists = [f"{page}?q={word}" for page in LISTS for word in every]
    tried = [*details, *dice.sample(searches, 10), *dice.sample(lists, 10)]
    dice.shuffle(tried)
    return tried


def leaks(client, words: Words, dice: random.Random) -> dict[str, set[str]]:
    """Hidden words by address; what was typed in the address may be repeated."""
    public, told = public_words(words), {}
    tried = asked_for(words, dice)
    waiting, known, rest = deque([*FIRST, *tried[: ADDRESSES // 3]]), set(FIRST), iter(tried[ADDRESSES // 3 :])
    while len(told) < ADDRESSES:
        # Of a site of which little is public the links soon end; then the rest of what can be asked comes.
        address = waiting.popleft() if waiting else next(rest)
        text = text_of(client.get(address))
        told[address] = set(WORD.findall(text.lower())) - public - set(WORD.findall(unquote(address)))
        fresh = [link for link in dict.fromkeys(links_in(text)) if link not in known]
        known.update(fresh)
        waiting.extend(dice.sample(fresh, len(fresh)))
    assert len(told) == ADDRESSES
    return {address: found for address, found in told.items() if found}


def number_on(client, address: str) -> int:
    """The number in the sentence above a list."""
    page = client.get(address).content.decode()
    said = re.search(r'<p class="sentence"[^>]*>\s*([\d.]+|\w+)', page)
    assert said, address
    return int(said[1].replace(".", "")) if said[1][0].isdigit() else 0


def counts(client) -> dict[str, tuple[int, int]]:
    """Of each selection, the number that is told and the right one, for those that differ."""
    keys = public_keys()
    both = {f"/{name}/": keys[kind] for name, kind in (("brieven", "letter"), ("vergaderingen", "meeting"))}
    both["/standpunten/"] = keys["position"]
    parents = dict(Topic.objects.values_list("pk", "parent"))
    for topic in Topic.objects.filter(released=True):
        below = {pk for pk in parents if topic.pk in ancestors(pk, parents)}
        rows = GovernmentPosition.objects.filter(topics__in=below).values_list("pk", flat=True)
        both[f"/standpunten/?topic={topic.slug}"] = keys["position"] & set(rows)
    for body in Formation.objects.all():
        rows = GovernmentPosition.objects.filter(agenda_item__meeting__formation=body).values_list("pk", flat=True)
        both[f"/standpunten/?formation={body.slug}"] = keys["position"] & set(rows)
    told = {address: (number_on(client, quote(address, "/?=&")), len(rows)) for address, rows in both.items()}
    return {address: pair for address, pair in told.items() if pair[0] != pair[1]}


def ancestors(pk: int, parents: dict[int, int | None]) -> set[int]:
    """The topic and all above it."""
    above: int | None = pk
    found = set()
    while above:
        found.add(above)
        above = parents[above]
    return found


@pytest.mark.parametrize("seed", range(SITES))
def test_no_state_shows_what_is_hidden_and_every_count_is_right(client, settled, seed):
    dice = random.Random(seed)
    words = make_site(dice)
    settled()
    for state in range(STATES):
        roll(dice)
        assert (state, leaks(client, words, dice), counts(client)) == (state, {}, {})


def test_a_leak_would_be_found(client):
    dice = random.Random(1)
    words = make_site(dice)
    word = next(word for word, (kind, _pk) in words.owners.items() if kind == "letter")
    assert leaks(client, words, dice) == {}
    del words.owners[word]
    assert {word} in leaks(client, words, dice).values()
