"""A mail server with moods, mails that come back, two processes at once, and the beheerder who looks at it."""

from datetime import timedelta
from io import BytesIO, TextIOWrapper
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.contrib.auth.models import Group, User
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command
from django.db import OperationalError
from django.utils import timezone

from agenda_tracker.admin.groups import BEHEERDER, ensure_groups
from agenda_tracker.alerts import links, sending
from agenda_tracker.alerts.due import compose, compose_for
from agenda_tracker.alerts.evaluate import evaluate, head_number, record
from agenda_tracker.alerts.sending import claim, send_waiting
from agenda_tracker.intake.decide import change_position
from agenda_tracker.intake.publish import publish, withdraw
from agenda_tracker.management.commands import send_alerts
from agenda_tracker.models import AlertCursor, AlertMail, Subscriber, Subscription
from tests.alerts.following import follow, published, turn
from tests.factories import make_topic

pytestmark = pytest.mark.django_db
REPORT = """\
From: MAILER-DAEMON@mx.example.nl
To: agendavolger@localhost
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="x"
Auto-Submitted: auto-replied

--x
Content-Type: text/plain; charset=us-ascii

It could not be delivered.

--x
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.nl

Final-Recipient: rfc822; {address}
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 unknown user

--x
Content-Type: {part}

Message-ID: <{name}@127.0.0.1>
Subject: Nieuw

--x--
"""


@pytest.fixture
def topic(db):
    return make_topic("Drones", slug="drones")


@pytest.fixture
def mood(monkeypatch):
    """What the mail server answers, one for each mail; then it takes them all."""
    answers = []

    def send_messages(self, messages):
        if answers and (answer := answers.pop(0)):
            raise answer
        mail.outbox.extend(messages)
        return len(messages)

    monkeypatch.setattr(EmailBackend, "send_messages", send_messages)
    return answers


def lost(mood):
    """Make the mail that is due, for a server that takes it and vanishes before it says so; when that was."""
    evaluate()
    now = timezone.now()
    compose(now)
    mood.extend([SMTPServerDisconnected("after the data")] * 2)
    with pytest.raises(sending.Unreachable):
        send_waiting(now)
    return now


def due(topic, text="Iets nieuws."):
    published(text, [topic])
    evaluate()
    compose(timezone.now())


def test_mail_that_is_wanted_later_is_tried_later_under_the_same_name(topic, mood):
    follow({"topic": "drones"})
    due(topic)
    mood.append(SMTPDataError(451, b"greylisted"))
    now = timezone.now()
    assert send_waiting(now) == 0
    one = AlertMail.objects.get()
    assert (one.state, one.attempts, one.problem, one.not_before) == (
        "waiting",
        1,
        "SMTP 451",
        now + timedelta(minutes=5),
    )
    assert send_waiting(now + timedelta(minutes=4)) == 0
    assert send_waiting(now + timedelta(minutes=5)) == 1
    assert mail.outbox[-1].extra_headers["Message-ID"] == f"<{one.name}@127.0.0.1>"


def test_mail_is_given_up_after_twelve_attempts(topic, mood):
    follow({"topic": "drones"})
    due(topic)
    mood.extend([SMTPDataError(451, b"later")] * 20)
    now = timezone.now()
    for _turn in range(15):
        now += timedelta(hours=13)
        send_waiting(now)
    one = AlertMail.objects.get()
    assert (one.state, one.attempts, len(mood)) == ("failed", 12, 8)


def test_unreachable_server_counts_for_nobody_and_the_command_says_so(topic, mood):
    follow({"topic": "drones"})
    due(topic)
    mood.extend([SMTPServerDisconnected("gone")] * 2)
    with pytest.raises(CommandError, match="De mailserver is niet bereikbaar"):
        call_command("send_alerts")
    one = AlertMail.objects.get()
    assert (one.state, one.attempts, one.claimed_until) == ("waiting", 0, None)
    call_command("send_alerts")
    assert len(mail.outbox) == 1


def test_worker_that_goes_on_says_that_the_database_is_away_and_tries_again(monkeypatch, capsys):
    turns = []

    def turn(command):
        turns.append(command)
        raise OperationalError("connection refused") if len(turns) == 1 else KeyboardInterrupt

    monkeypatch.setattr(send_alerts.Command, "turn", turn)
    monkeypatch.setattr(send_alerts, "close_old_connections", lambda: None)
    monkeypatch.setattr(send_alerts.time, "sleep", lambda _seconds: None)
    with pytest.raises(KeyboardInterrupt):
        call_command("send_alerts", "--every=1")
    assert capsys.readouterr().err.startswith("De database is niet bereikbaar of weigert: connection refused. Kijk of")
    assert len(turns) == 2


def test_server_that_closed_an_idle_connection_is_asked_again_at_once(topic, mood):
    follow({"topic": "drones"})
    due(topic)
    mood.append(SMTPServerDisconnected("idle"))
    assert send_waiting() == 1


def test_address_that_is_refused_three_times_is_left_alone_and_then_forgotten(topic, mood):
    follow({"topic": "drones"})
    for _turn in range(4):
        mood.append(SMTPRecipientsRefused({"lezer@example.nl": (550, b"unknown user")}))
        due(topic)
        send_waiting()
    one = Subscriber.objects.get()
    assert (one.bounces, bool(one.paused_at), AlertMail.objects.count()) == (3, True, 3)
    turn(one.paused_at + timedelta(days=31))
    assert Subscriber.objects.count() == 0


@pytest.mark.parametrize("part", ["text/rfc822-headers", "message/rfc822"])
def test_delivery_report_is_counted_once(topic, mood, monkeypatch, capsys, part):
    follow({"topic": "drones"})
    due(topic)
    send_waiting()
    name = AlertMail.objects.get().name
    report = REPORT.format(address="lezer@example.nl", action="failed", status="5.1.1", name=name, part=part)
    for _turn in range(2):
        monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(report.encode())))
        call_command("record_bounce")
    assert capsys.readouterr().out == "1 van 1 geteld\n0 van 1 geteld\n"
    assert Subscriber.objects.get().bounces == 1


def test_delay_and_other_mail_are_not_counted(topic, mood, monkeypatch):
    follow({"topic": "drones"})
    due(topic)
    send_waiting()
    name = AlertMail.objects.get().name
    late = REPORT.format(address="x@y.nl", action="delayed", status="4.4.7", name=name, part="text/rfc822-headers")
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(late.encode())))
    call_command("record_bounce")
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(b"Subject: Afwezig\n\nIk ben er niet.")))
    with pytest.raises(CommandError, match="er is niets geteld"):
        call_command("record_bounce")
    assert Subscriber.objects.get().bounces == 0


def test_used_link_ends_the_pause_and_what_was_missed_is_told(client, topic):
    one = follow({"topic": "drones"})
    Subscriber.objects.update(bounces=3, paused_at=timezone.now(), bounced_at=timezone.now())
    published("Intussen.", [topic])
    assert turn() == []
    client.post(links.manage_path(one.subscriber), {"act": "change", "nr": one.pk, "rhythm": "at_once", "note": ""})
    assert "Intussen." in turn()[0].body


def test_mail_is_claimed_by_one_process_until_its_lease_ends(topic):
    follow({"topic": "drones"})
    due(topic)
    now, one = timezone.now(), AlertMail.objects.get()
    assert claim(one.pk, now)
    assert not claim(one.pk, now + timedelta(minutes=9))
    assert claim(one.pk, now + sending.LEASE + timedelta(seconds=1))


def test_second_process_writes_nothing_of_what_the_first_wrote(topic):
    follow({"topic": "drones"})
    start = AlertCursor.objects.get().number
    published(topics=[topic])
    assert evaluate() == 1
    assert record(start, head_number(), [], []) == 0
    subscriber = Subscriber.objects.get()
    assert [compose_for(subscriber.pk, "at_once", timezone.now()) for _turn in range(2)] == [1, 0]


def test_next_mail_waits_for_one_that_may_have_gone_out(topic):
    follow({"topic": "drones"})
    due(topic, "Eerste.")
    now = timezone.now()
    claim(AlertMail.objects.get().pk, now)
    due(topic, "Tweede.")
    assert AlertMail.objects.count() == 1
    assert [one.subject for one in turn(now + timedelta(minutes=11))] == ["Nieuw standpunt: Eerste."]
    assert [one.subject for one in turn(now + timedelta(minutes=12))] == ["Nieuw standpunt: Tweede."]


def test_mail_that_is_repeated_says_the_same(topic, mood):
    """What changed between two attempts is told by the next mail, to who got the first and to who got the second."""
    follow({"topic": "drones"})
    position = published("Nederland steunt het oude voorstel.", [topic])
    lost(mood)
    change_position(position, None, wording="Nederland steunt het nieuwe voorstel.")
    later = timezone.now() + timedelta(seconds=1)
    (again,) = turn(later)
    assert again.subject == "Nieuw standpunt: Nederland steunt het oude voorstel."
    (sent,) = turn(later + timedelta(seconds=1))
    assert "het [-oude-] {+nieuwe+} voorstel" in sent.body
    assert AlertMail.objects.filter(content__isnull=True).count() == 2


def test_repeated_mail_leaves_out_what_may_no_longer_be_told(topic, mood):
    follow({"topic": "drones"})
    due(topic, "Eerste.")
    position = published("Tweede.", [topic])
    now = lost(mood)
    withdraw(position.letter, "Een fout.")
    (again,) = turn(now + timedelta(seconds=1))
    assert ("Eerste." in again.body, "Tweede." in again.body) == (True, False)


def test_mail_that_may_have_gone_out_and_has_nothing_left_to_tell_counts_as_not_told(topic, mood):
    """Whether the first arrived is not known: better twice than never."""
    follow({"topic": "drones"})
    position = published("Eerste.", [topic])
    now = lost(mood)
    withdraw(position.letter, "Een fout.")
    assert turn(now + timedelta(seconds=1)) == []
    assert AlertMail.objects.get().state == AlertMail.State.DROPPED
    publish(position.letter)
    (again,) = turn(timezone.now())
    assert again.subject == "Nieuw standpunt: Eerste."


def test_what_comes_while_a_mail_waits_goes_along(topic):
    follow({"topic": "drones"})
    due(topic, "Eerste.")
    due(topic, "Tweede.")
    (sent,) = turn()
    assert ("Eerste." in sent.body, "Tweede." in sent.body) == (True, True)


def test_what_was_back_before_its_mail_was_made_is_told_once(topic):
    follow({"topic": "drones"})
    position = published("Nederland steunt het oude voorstel.", [topic])
    evaluate()
    compose(timezone.now())
    withdraw(position.letter, "Een fout.")
    change_position(position, None, wording="Nederland steunt het nieuwe voorstel.")
    publish(position.letter)
    assert send_waiting() == 1
    assert mail.outbox[-1].subject == "Nieuw standpunt: Nederland steunt het nieuwe voorstel."
    assert turn() == []
    change_position(position, None, wording="Nederland steunt het derde voorstel.")
    (sent,) = turn()
    assert "Nederland steunt het [-nieuwe-] {+derde+} voorstel." in sent.body


def test_what_was_back_and_changed_before_its_mail_was_made_is_told_once(topic):
    follow({"topic": "drones"})
    position = published("Nederland steunt het oude voorstel.", [topic])
    withdraw(position.letter, "Een fout.")
    publish(position.letter)
    evaluate()
    compose(timezone.now())
    change_position(position, None, wording="Nederland steunt het nieuwe voorstel.")
    assert send_waiting() == 1
    assert mail.outbox[-1].subject == "Nieuw standpunt: Nederland steunt het nieuwe voorstel."
    assert turn() == []


def test_change_is_told_when_the_clock_was_set_back_after_the_mail(topic):
    follow({"topic": "drones"})
    position = published("Nederland steunt het oude voorstel.", [topic])
    tomorrow = timezone.now() + timedelta(days=1)
    assert len(turn(tomorrow)) == 1
    change_position(position, None, wording="Nederland steunt het nieuwe voorstel.")
    (sent,) = turn(tomorrow)
    assert "het [-oude-] {+nieuwe+} voorstel" in sent.body


def test_what_is_skipped_is_never_told(topic, capsys):
    follow({"topic": "drones"})
    due(topic, "Waiting.")
    published("Ingelezen archief.", [topic])
    call_command("send_alerts", "--skip")
    assert capsys.readouterr().out == "Alles tot nu toe telt als verteld; 1 wachtende meldingen vervallen\n"
    assert turn() == []
    published("Daarna.", [topic])
    assert "Daarna." in turn()[0].body


def test_beheerder_sees_how_alerts_fare_and_no_address(client, topic, mood):
    follow({"topic": "drones"})
    due(topic)
    mood.append(SMTPRecipientsRefused({"lezer@example.nl": (550, b"lezer@example.nl unknown")}))
    send_waiting()
    ensure_groups()
    boss = User.objects.create_user("beheer", is_staff=True)
    boss.groups.add(Group.objects.get(name=BEHEERDER))
    client.force_login(boss)
    page = client.get("/beheer/meldingen/").content.decode()
    assert "SMTP 550" in page
    assert "lezer@example.nl" not in page
    assert 'href="/beheer/meldingen/"' in client.get("/beheer/").content.decode()
    assert Subscription.objects.count() == 1
