"""How long one day's changes take to evaluate for 10,000 subscriptions over 2,000 distinct selections, and how much memory.

    python -m tests.bench.alerts --data DIR

DIR holds the SQLite database and search index of a site (as `AGENDAVOLGER_DATA_DIR`), and is written to: give it a copy.
"""

import argparse
import json
import logging
import os
import random
import resource
import subprocess
import sys
import time
from itertools import product
from typing import Any

SUBSCRIPTIONS, SELECTIONS, SUBSCRIBERS = 10_000, 2_000, 4_000
LETTERS, CHANGES = 4, 40
BATCH = 1_000


def peak() -> float:
    """MB of memory that this process had at most until now."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def selections(chance: random.Random) -> list[tuple[str, dict[str, str]]]:
    """Distinct ones, as people choose them: topics, bodies and words most, some with more filters."""
    from agenda_tracker.models import Dossier, Formation, GovernmentPosition, LetterKind, Topic

    topics = list(Topic.objects.public().values_list("slug", flat=True))
    bodies = list(Formation.objects.public().values_list("slug", flat=True))
    dossiers = list(Dossier.objects.public().values_list("normal_form", flat=True)[:300])
    wordings = GovernmentPosition.objects.public().order_by("pk").values_list("wording", flat=True)[:3_000]
    words = sorted({word.strip(".,").lower() for text in wordings for word in text.split() if len(word) > 6})
    kinds, letters = [one for one, _name in GovernmentPosition.Kind.choices], [one for one, _n in LetterKind.choices]
    found: list[tuple[str, dict[str, str]]] = [("positions", {"topic": one}) for one in topics]
    found += [(listing, {"formation": one}) for listing, one in product(("positions", "letters", "meetings"), bodies)]
    found += [("letters", {"dossier": one}) for one in dossiers]
    found += [("positions", {"topic": topic, "kind": kind}) for topic, kind in product(topics, kinds)]
    found += [("letters", {"formation": body, "letter_kind": kind}) for body, kind in product(bodies, letters)]
    found += [(listing, {"q": one}) for listing, one in product(("positions", "letters"), words[:400])]
    while len(found) < 3 * SELECTIONS:
        one = {"q": chance.choice(words), chance.choice(("topic", "formation")): ""}
        name = next(name for name in one if name != "q")
        found.append(("positions", one | {name: chance.choice(topics if name == "topic" else bodies)}))
    return chance.sample(found, len(found))


def follow(chance: random.Random) -> None:
    """Put the subscriptions on record, confirmed, from now on."""
    from django.utils import timezone

    from agenda_tracker.alerts.evaluate import head_number
    from agenda_tracker.alerts.selections import selection_of
    from agenda_tracker.models import AlertCursor, Followed, Rhythm, Subscriber, Subscription
    from agenda_tracker.models.fields import fold

    spelt: dict[tuple[str, str], None] = {}
    for listing, query in selections(chance):
        selection = selection_of(listing, query)
        if not selection.problems:
            spelt[listing, selection.query] = None
        if len(spelt) == SELECTIONS:
            break
    Followed.objects.bulk_create([Followed(listing=listing, query=query) for listing, query in spelt])
    addresses = [f"lezer{number}@example.nl" for number in range(SUBSCRIBERS)]
    Subscriber.objects.bulk_create([Subscriber(email=one, email_key=fold(one)) for one in addresses])
    followed = list(Followed.objects.values_list("pk", flat=True))
    people = list(Subscriber.objects.values_list("pk", flat=True))
    pairs: dict[tuple[int, int], None] = {(people[n % len(people)], one): None for n, one in enumerate(followed)}
    while len(pairs) < SUBSCRIPTIONS:
        pairs[chance.choice(people), chance.choice(followed)] = None
    now, head = timezone.now(), head_number()
    rows = [
        Subscription(
            subscriber_id=person,
            followed_id=one,
            rhythm=chance.choice(Rhythm.values),
            confirmed_at=now,
            digested_at=now,
            told=head,
            since=head,
        )
        for person, one in pairs
    ]
    Subscription.objects.bulk_create(rows, batch_size=BATCH)
    AlertCursor.objects.update_or_create(pk=1, defaults={"number": head})


def a_day(chance: random.Random) -> int:
    """What a busy day brings: letters withdrawn and published anew, positions changed; returns the lines of the journal."""
    from agenda_tracker.alerts.evaluate import head_number
    from agenda_tracker.intake.decide import change_position
    from agenda_tracker.intake.publish import publish, withdraw
    from agenda_tracker.models import GovernmentPosition, Letter, PublicChange

    before = head_number()
    letters = list(Letter.objects.public().filter(positions__isnull=False).order_by("-date", "pk").distinct()[:LETTERS])
    for letter in letters:
        withdraw(letter, "Voor de proef.")
        # As if it had never been public before; but for the line by which the index knows how far it is.
        PublicChange.objects.filter(letter=letter).exclude(number=before).delete()
        publish(letter)
    public = GovernmentPosition.objects.public().order_by("-pk").values_list("pk", flat=True)[:2_000]
    for pk in chance.sample(list(public), CHANGES):
        position = GovernmentPosition.objects.get(pk=pk)
        change_position(position, None, wording=f"{position.wording} Dat geldt ook voor Nederland.")
    return head_number() - before


def measured(name: str, work: Any) -> Any:
    start, before = time.monotonic(), peak()
    found = work()
    sys.stdout.write(f"{name}: {found} in {time.monotonic() - start:.1f} s, peak {before:.0f} → {peak():.0f} MB\n")
    sys.stdout.flush()
    return found


def prepare(chance: random.Random) -> int:
    """Subscriptions and a day, and the index brought up to date; returns the line of the journal before that day."""
    from django.core.management import call_command

    from agenda_tracker.alerts.evaluate import head_number
    from agenda_tracker.models import Subscription
    from agenda_tracker.search import catch_up

    call_command("migrate", verbosity=0)
    if not Subscription.objects.exists():
        measured("subscriptions made", lambda: follow(chance))
    before = head_number()
    measured("lines of the journal in a day", lambda: a_day(chance))
    measured("index brought up to date", catch_up.catch_up)
    return before


def evaluate_again(before: int) -> None:
    """The same day three times over in one process, by which to see whether memory grows."""
    from django.utils import timezone

    from agenda_tracker.alerts.due import compose
    from agenda_tracker.alerts.evaluate import evaluate, head_number
    from agenda_tracker.models import AlertCursor, AlertItem, Followed, Subscription

    counts = {"subscriptions": Subscription.objects.count(), "selections": Followed.objects.count()}
    sys.stdout.write(f"{json.dumps(counts | {'lines': head_number() - before})}\n")
    for _turn in range(3):
        AlertItem.objects.all().delete()
        AlertCursor.objects.filter(pk=1).update(number=before)
        measured("evaluated, matches", evaluate)
    measured("mails made", lambda: compose(timezone.now()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", required=True, help="a folder with a copy of a site's data, which is written to")
    parser.add_argument("--since", type=int, help="only evaluate, what came after this line of the journal")
    asked = parser.parse_args()
    environment = {"AGENDAVOLGER_MODE": "local", "AGENDAVOLGER_DATA_DIR": asked.data}
    os.environ.update(environment | {"DJANGO_SETTINGS_MODULE": "agenda_tracker.settings"})
    import django

    django.setup()
    logging.getLogger("agenda_tracker.audit").setLevel(logging.WARNING)
    if asked.since is not None:
        evaluate_again(asked.since)
        return
    # In a process of its own: making a day takes more memory than evaluating it.
    since = ["--since", str(prepare(random.Random(20)))]
    subprocess.run([sys.executable, "-m", "tests.bench.alerts", "--data", asked.data, *since], check=True)


if __name__ == "__main__":
    main()
