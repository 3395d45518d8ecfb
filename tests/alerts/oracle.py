"""What followers must have been told, worked out from the acts alone: no journal, no history, no filters of the site."""

import re
from collections import defaultdict
from dataclasses import dataclass, field

SECTION, ITEM = "=" * 60, "-" * 60


@dataclass
class Thing:
    """A record in public: each time it was seen differently, with the moment; None while it was not to be seen."""

    path: str
    traits: set
    seen: list = field(default_factory=list)

    def shows(self, words, moment):
        if not self.seen or self.seen[-1][1] != words:
            self.seen.append((moment, words))

    def known_at(self, moment):
        """How many of the times had been until then, and whether any of these showed something."""
        until = [words for at, words in self.seen if at <= moment]
        return len(until), any(words is not None for words in until)


@dataclass
class Follower:
    """`wanted`: traits that a thing must have; `since` and `until`: from when, and until when."""

    email: str
    path: str
    title: str
    wanted: set
    since: object
    until: object = None

    def wants(self, thing):
        return self.wanted <= thing.traits


@dataclass(frozen=True)
class Told:
    """`is_new` is None where the record stands under another subscription of the same address, in the words of that one."""

    email: str
    title: str
    path: str
    is_new: bool | None
    words: str
    at: object


def read(mail):
    """What a mail tells, from its plain text; what it says of others that found the same, too."""
    text = mail.get_body(("plain",)).get_content().replace("\r\n", "\n")
    for part in text.split(SECTION)[1:-1]:
        head, *items = part.split(ITEM)
        title = head.strip().split("\n")[0]
        for item in items:
            lines = [line for line in item.strip().split("\n") if line]
            path = next(re.sub(r"^https?://[^/]+", "", line) for line in lines if re.match(r"https?://[^ ]+$", line))
            also = next(
                (line.removeprefix("Ook in: ").split("; ") for line in lines if line.startswith("Ook in: ")), []
            )
            for name in [title, *also]:
                is_new = lines[0].startswith("Nieuw") if name == title else None
                yield Told(mail["To"], name, path, is_new, lines[1], mail["Date"].datetime)


def faults(mails, followers, things):
    """Every way in which what was told is not what had to be told; empty when all is as it must be."""
    told = defaultdict(list)
    for mail in mails:
        for one in read(mail):
            told[one.email, one.title, one.path].append(one)
    found = []
    for follower in followers:
        for thing in things:
            mine = told.pop((follower.email, follower.title, thing.path), [])
            found += _faults(follower, thing, mine)
    return found + [f"undue: {key}" for key in told]


def _faults(follower, thing, mine):
    name = f"{follower.email} {follower.title} {thing.path}"
    if not follower.wants(thing):
        return [f"not in the selection: {name}"] if mine else []
    place, known = thing.known_at(follower.since)
    last = next((words for _at, words in reversed(thing.seen[:place]) if words is not None), None)
    found = []
    for one in mine:
        if one.is_new is not None and one.is_new == known:
            found.append(f"{'new again' if one.is_new else 'changed before it was new'}: {name}: {one.words}")
        later = [step for step in range(place, len(thing.seen)) if thing.seen[step][1] == one.words]
        if not later:
            found.append(f"told again, or never public: {name}: {one.words}")
        place, known, last = (later[0] + 1 if later else place), True, one.words
    now = thing.seen[-1][1] if thing.seen else None
    if follower.until is None and now is not None and (not known or last != now):
        found.append(f"missed: {name}: knows {last!r}, not {now!r}")
    return found
