"""Days of publishing while turns of the command die, fail and run twice: every due item exactly once, and nothing else.

A part of it in every run; 200 subscriptions and 60 days with AGENDAVOLGER_DRILLS=full. AGENDAVOLGER_DRILLS_SEED gives
another course of events.
"""

import os
import random
from datetime import timedelta

from django.utils import timezone

from agenda_tracker.alerts import asking
from agenda_tracker.alerts.messages import message_id
from agenda_tracker.alerts.selections import meeting_selection, selection_of
from agenda_tracker.intake.decide import change_position
from agenda_tracker.intake.publish import publish, withdraw
from agenda_tracker.models import AlertMail, AlertMailLine, Subscription
from tests import factories as make
from tests.run import FULL

from .following import moment
from .oracle import Follower, Thing, faults

SEED = int(os.environ.get("AGENDAVOLGER_DRILLS_SEED", "20"))
DAYS, SUBSCRIPTIONS, ADDRESSES = (60, 200, 40) if FULL else (7, 24, 8)
KINDS, STANCES = ("view", "aim", "commitment"), ("", "supportive", "opposed")


class Site:
    """A site over some weeks, through the functions of the desk, and beside it what strangers could see when."""

    def __init__(self, chance, monkeypatch):
        self.chance, self.number = chance, 0
        self.now = moment("2026-10-01 08:00")
        monkeypatch.setattr(timezone, "now", lambda: self.now)
        roots = [make.make_topic(f"Hoofdthema {n}", slug=f"hoofd-{n}") for n in range(3)]
        self.topics = roots + [make.make_topic(f"Thema {n}", roots[n % 3], slug=f"thema-{n}") for n in range(6)]
        self.bodies = [make.make_formation(f"Raad {n}", slug=f"raad-{n}") for n in range(5)]
        self.dossiers = [make.make_dossier(f"2867{n}") for n in range(3)]
        self.things, self.letters, self.followers, self.subscriptions = {}, [], [], []

    def pass_time(self, most=90):
        self.now += timedelta(seconds=self.chance.randint(30, most * 60))

    def words(self):
        self.number += 1
        return f"Nederland steunt plan {self.number} van de Raad."

    def above(self, topic):
        return {topic.slug} | (self.above(topic.parent) if topic.parent else set())

    def publish_letter(self):
        body, dossier = self.chance.choice(self.bodies), self.chance.choice(self.dossiers)
        day = (self.now + timedelta(days=self.number + 3)).date()
        meeting = make.make_meeting(body, day.isoformat(), slug=f"vergadering-{self.number}-{body.slug}")
        self.number += 1
        letter = make.make_letter("draft", meeting=meeting, date=self.now.date().isoformat(), subject=self.words())
        letter.dossiers.add(dossier)
        positions = [self.position(letter, meeting, body) for _turn in range(self.chance.randint(1, 4))]
        traits = {f"formation:{body.slug}", f"dossier:{dossier.normal_form}", f"meeting:{meeting.pk}"}
        self.things["letter", letter.pk] = Thing(letter.get_absolute_url(), traits | {"letters"})
        own = {f"formation:{body.slug}", f"meeting:{meeting.pk}", "meetings"}
        for one in positions:
            own |= {trait for trait in self.things["position", one.pk].traits if trait.startswith("topic:")}
        self.things["meeting", meeting.pk] = Thing(meeting.get_absolute_url(), own)
        publish(letter)
        self.letters.append((letter, meeting, positions))
        self.show(letter, meeting, positions)

    def position(self, letter, meeting, body):
        topic = self.chance.choice(self.topics)
        item = make.make_item(meeting, f"Punt over {topic.name}")
        kind, stance = self.chance.choice(KINDS), self.chance.choice(STANCES)
        one = make.make_position(letter, item, self.words(), topics=[topic], kind=kind, stance=stance)
        traits = {f"topic:{slug}" for slug in self.above(topic)} | {f"kind:{kind}", f"stance:{stance}"}
        traits |= {f"formation:{body.slug}", f"meeting:{meeting.pk}", "positions"}
        self.things["position", one.pk] = Thing(one.get_absolute_url(), traits)
        return one

    def show(self, letter, meeting, positions):
        """What strangers see of it from now on."""
        for kind, record, words in [
            ("letter", letter, letter.subject),
            ("meeting", meeting, f"{meeting.title}, {meeting.dates}"),
            *(("position", one, one.wording) for one in positions),
        ]:
            self.things[kind, record.pk].shows(words if letter.is_public else None, self.now)

    def act(self):
        """One thing that a clerk does."""
        self.pass_time()
        if not self.letters or self.chance.random() < 0.3:
            return self.publish_letter()
        letter, meeting, positions = self.chance.choice(self.letters)
        letter.refresh_from_db()
        what = self.chance.random()
        if what < 0.55:
            one = self.chance.choice(positions)
            one.letter = letter
            old = [words for _at, words in self.things["position", one.pk].seen if words]
            back = self.chance.random() < 0.25
            change_position(one, None, wording=self.chance.choice(old) if back and old else self.words())
        elif what < 0.75 and letter.is_public:
            withdraw(letter, "Er stond een fout in.")
        else:
            publish(letter)
        return self.show(letter, meeting, positions)

    def follow(self, number):
        """Somebody follows one thing more, unless the same address follows that already."""
        listing, query, wanted = self.selection()
        email = f"lezer{number % ADDRESSES}@example.nl"
        if listing == "meeting":
            selection = meeting_selection(query)
        else:
            selection = selection_of(listing, query)
            wanted |= {listing}
        if any(one.email == email and one.title == selection.title for one in self.followers):
            return
        rhythm = self.chance.choice(("at_once", "daily", "weekly"))
        asking.ask(email, selection, rhythm, "", self.now)
        asked = Subscription.objects.unconfirmed().get(subscriber__email=email)
        asked.confirmations.all().delete()
        self.subscriptions.append(asking.confirm(asked, self.now))
        self.followers.append(Follower(email, selection.path, selection.title, wanted, self.now))

    def selection(self):
        ways = [
            "topic",
            "topic kind",
            "formation",
            "stance",
            "letters",
            "letters dossier",
            "meetings",
            "meetings topic",
            "all",
            "meeting",
        ]
        way = self.chance.choice(ways)
        topic, body = self.chance.choice(self.topics), self.chance.choice(self.bodies)
        kind, dossier = self.chance.choice(KINDS), self.chance.choice(self.dossiers).normal_form
        shown = [meeting for letter, meeting, _some in self.letters if letter.is_public]
        if way == "meeting" and shown:
            meeting = self.chance.choice(shown)
            return "meeting", meeting, {f"meeting:{meeting.pk}"}
        if way == "letters dossier":
            return "letters", {"dossier": dossier}, {f"dossier:{dossier}"}
        if way == "meetings topic":
            return "meetings", {"topic": topic.slug}, {f"topic:{topic.slug}"}
        if way in ("letters", "meetings"):
            return way, {"formation": body.slug}, {f"formation:{body.slug}"}
        query = {
            "topic": {"topic": topic.slug},
            "topic kind": {"topic": topic.slug, "kind": kind},
            "formation": {"formation": body.slug},
            "stance": {"stance": "opposed"},
        }.get(way, {})
        return "positions", query, {f"{name}:{value}" for name, value in query.items()}

    def stop_one(self):
        number = self.chance.randrange(len(self.subscriptions))
        asking.stop([self.subscriptions[number]], self.now)
        self.followers[number].until = self.now


def test_every_due_item_is_told_exactly_once(turns, monkeypatch, record_property):
    chance = random.Random(SEED)
    site = Site(chance, monkeypatch)
    ends, dropped = [], set()
    for day in range(DAYS):
        site.now = moment("2026-10-01 08:00") + timedelta(days=day)
        for _turn in range(3):
            for _act in range(chance.randint(0, 2)):
                site.act()
            while len(site.followers) < SUBSCRIPTIONS * min(1, 0.5 + day / DAYS):
                site.follow(len(site.followers))
            if chance.random() < 0.85:  # now and then nothing runs for a while
                site.pass_time(20)
                ends += turns.take(site.now, chance.randint(1, 2), f"{SEED} {day} {_turn}")
        if chance.random() < 0.2:
            site.stop_one()
        # By the day, since old ones are deleted.
        dropped |= {message_id(mail) for mail in AlertMail.objects.filter(state=AlertMail.State.DROPPED)}
    for hours in (1, 3, 24, 24 * 8):
        site.now += timedelta(hours=hours)
        ends += turns.take(site.now, 2)
    mails, repeated, emptied = turns.mails(dropped)
    told = AlertMailLine.objects.filter(dropped=False, mail__state=AlertMail.State.SENT).count()
    record_property(
        "measured",
        f"alerts: {len(site.followers)} subscriptions, {DAYS} days, {len(ends)} turns ({ends.count(-9)} killed, "
        f"{ends.count(1)} failed): {len(mails)} mails, {repeated} of them repeated, {told} items; {emptied} mails were "
        "withdrawn after they may have gone out",
    )
    assert len(site.followers) == SUBSCRIPTIONS
    assert ends[-8:] == [0] * 8
    assert AlertMail.objects.waiting().count() == 0
    assert faults(mails, site.followers, site.things.values()) == []
    assert ends.count(-9) + ends.count(1) > DAYS // 4
    assert len(mails) > DAYS
    # The oracle itself: it must notice a mail that is missed, and one that says again what was said.
    assert faults(mails[:-1], site.followers, site.things.values()) != []
    assert faults([*mails, mails[-1]], site.followers, site.things.values()) != []
