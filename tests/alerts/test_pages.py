"""The pages: ask, confirm, stop, manage, be forgotten. Opening a link changes nothing, and no answer tells who follows what."""

import re
from datetime import timedelta

import pytest
from django.core import signing
from django.utils import timezone

from agenda_tracker.alerts import links
from agenda_tracker.alerts.news import Told, tell
from agenda_tracker.intake.publish import publish, withdraw
from agenda_tracker.models import AlertItem, AlertMail, Followed, Subscriber, Subscription
from agenda_tracker.web import limits
from tests.alerts.following import follow, published, turn
from tests.factories import make_kamerstuk, make_letter, make_meeting, make_topic

pytestmark = pytest.mark.django_db
ASKED = {"email": "lezer@example.nl", "rhythm": "daily", "note": "voor het debat"}


def text_of(answer):
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def headers_of(answer):
    """All but the moment of the answer, of which two answers may fall on either side of a second."""
    return {name: value for name, value in answer.headers.items() if name != "Expires"}


def link_in(sent, name):
    return re.search(rf"http://127\.0\.0\.1:8000(/volgen/{name}/\S+)", sent.body).group(1)


def test_form_previews_the_last_year_and_keeps_nothing(client):
    published("Nederland wil drones.", [make_topic("Drones", slug="drones")])
    page = client.get("/volgen/standpunten/?topic=drones")
    assert "Standpunten over Drones" in text_of(page)
    assert "Dit had u het afgelopen jaar gekregen 1 bericht" in text_of(page)
    assert (page.cookies, Subscriber.objects.count()) == ({}, 0)


def test_asking_sends_one_mail_and_nothing_else_until_confirmed(client):
    topic = make_topic("Drones", slug="drones")
    published(topics=[topic])
    client.post("/volgen/standpunten/?topic=drones", {**ASKED, "rhythm": "at_once"})
    (mail,) = turn()
    assert (mail.to, mail.subject) == (["lezer@example.nl"], "Bevestig uw e-mailmelding van Agendavolger")
    assert "na 3 dagen vanzelf gewist" in mail.body
    assert "voor het debat" not in mail.body
    published("Iets nieuws.", [topic])
    assert turn() == []


def test_link_in_mail_confirms_only_by_its_button(client):
    published(topics=[make_topic("Drones", slug="drones")])
    client.post("/volgen/standpunten/?topic=drones", ASKED)
    address = link_in(turn()[0], "bevestig")
    page = client.get(address)
    assert "Wilt u dit volgen? Standpunten over Drones, elke dag" in text_of(page)
    assert Subscription.objects.get().confirmed_at is None
    done = client.post(address)
    assert "U volgt dit nu" in text_of(done)
    one = Subscription.objects.get()
    assert (one.is_active, one.note, one.rhythm) == (True, "voor het debat", "daily")
    assert "U volgt dit nu" in text_of(client.get(address))


def test_answer_is_the_same_for_known_and_unknown_addresses(client):
    published(topics=[make_topic("Drones", slug="drones")])
    follow({"topic": "drones"}, email="bekend@example.nl")
    ways = {"/volgen/": {}, "/volgen/standpunten/?topic=drones": {"rhythm": "daily"}}
    for path, more in ways.items():
        known = client.post(path, {"email": "bekend@example.nl", **more})
        unknown = client.post(path, {"email": "onbekd@example.nl", **more})
        assert known.content.replace(b"bekend@", b"onbekd@") == unknown.content
        assert headers_of(known) == headers_of(unknown)


def test_an_address_gets_four_links_a_day_whoever_asks(client):
    published(topics=[make_topic("Drones", slug="drones")])
    for _turn in range(7):
        client.post("/volgen/standpunten/?topic=drones", ASKED)
    assert AlertMail.objects.count() <= 4
    assert Subscription.objects.count() == 1
    assert len(turn()) <= 1


def test_one_caller_asks_for_so_many_mails_an_hour(client, settings, monkeypatch, tmp_path):
    settings.MAILS_AN_HOUR = 3
    fresh = limits.Table(tmp_path / "limits")
    monkeypatch.setattr(limits, "table", lambda name: fresh)
    answers = [client.post("/volgen/", {"email": f"a{n}@example.nl"}, REMOTE_ADDR="192.0.2.77") for n in range(4)]
    assert [one.status_code for one in answers] == [200, 200, 200, 429]
    assert int(answers[3]["Retry-After"]) > 600
    assert "Er is nu niets verstuurd" in text_of(answers[3])


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"email": ""}, "Vul uw e-mailadres in."),
        ({"email": "geen adres"}, "“geen adres” is geen e-mailadres."),
        ({"email": "a@b.nl\nBcc: x@y.nl"}, "is geen e-mailadres."),
        ({"rhythm": "elk uur"}, "Kies hoe vaak u bericht wilt."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(client, given, said):
    page = client.post("/volgen/brieven/", {**ASKED, **given})
    assert said in text_of(page)
    assert 'value="voor het debat"' in page.content.decode()
    assert Subscriber.objects.count() == 0


def test_selection_that_means_nothing_cannot_be_followed(client):
    for path in ("/volgen/standpunten/?topic=bestaat-niet", "/volgen/brieven/?dossier=x"):
        assert "Zo kan deze selectie niet worden gevolgd." in text_of(client.get(path))
        client.post(path, ASKED)
    assert client.get("/volgen/vergaderingen/bestaat-niet/").status_code == 404
    assert Subscription.objects.count() == 0


def test_spellings_of_the_same_selection_are_followed_as_one():
    make_topic("Drones", slug="drones")
    published(topics=[])
    follow({"dossier": "28 676, nr. 464", "sort": "oldest", "page": "3"}, listing="letters")
    follow({"dossier": "kst-28676-464", "size": "50"}, listing="letters", email="ander@example.nl")
    assert Followed.objects.count() == 1


def test_one_click_stops_without_cookie_or_token(client):
    topic = make_topic("Drones", slug="drones")
    follow({"topic": "drones"})
    follow({"topic": "drones"}, email="ander@example.nl")
    published("Eerste.", [topic])
    mails = {one.to[0]: one for one in turn()}
    header = mails["lezer@example.nl"].extra_headers["List-Unsubscribe"]
    address = re.fullmatch(r"<http://127\.0\.0\.1:8000(/volgen/stop/.+)>", header).group(1)
    assert mails["lezer@example.nl"].extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "Wilt u hierover geen mail meer?" in text_of(client.get(address))
    assert Subscription.objects.active().count() == 2
    strict = type(client)(enforce_csrf_checks=True)
    assert strict.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
    published("Tweede.", [topic])
    assert [one.to for one in turn()] == [["ander@example.nl"]]
    assert "Dit was al gestopt" in text_of(client.get(address))


def test_stop_can_be_undone_from_its_page(client):
    make_topic("Drones", slug="drones")
    one = follow({"topic": "drones"})
    address = links.stop_link(one.subscriber, "at_once").removeprefix("http://127.0.0.1:8000")
    page = client.post(address).content.decode()
    client.post(address, {"act": "undo", "nr": re.search(r'name="nr" value="(\d+)"', page).group(1)})
    assert Subscription.objects.active().count() == 1


def test_stop_can_be_taken_back_and_then_misses_nothing(client):
    topic = make_topic("Drones", slug="drones")
    one = follow({"topic": "drones"})
    manage = links.manage_path(one.subscriber)
    answer = client.post(manage, {"act": "stop", "nr": one.pk}, follow=True)
    assert "Gestopt. U krijgt hierover geen mail meer." in text_of(answer)
    published("Intussen.", [topic])
    assert turn() == []
    answer = client.post(manage, {"act": "undo", "nr": one.pk}, follow=True)
    assert "Deze melding gaat weer door." in text_of(answer)
    published("Daarna.", [topic])
    assert "Daarna." in turn()[0].body


def test_rhythm_and_note_can_be_changed(client):
    make_topic("Drones", slug="drones")
    one = follow({"topic": "drones"})
    client.post(links.manage_path(one.subscriber), {"act": "change", "nr": one.pk, "rhythm": "weekly", "note": "ander"})
    one.refresh_from_db()
    assert (one.rhythm, one.note) == ("weekly", "ander")


def test_nobody_touches_the_alerts_of_another(client):
    make_topic("Drones", slug="drones")
    mine, other = follow({"topic": "drones"}), follow({"topic": "drones"}, email="ander@example.nl")
    for act in ("stop", "change", "undo"):
        page = client.post(links.manage_path(mine.subscriber), {"act": act, "nr": other.pk, "rhythm": "weekly"})
        assert "Deze melding is er niet meer." in text_of(page)
    other.refresh_from_db()
    assert (other.is_active, other.rhythm) == (True, "at_once")


def test_address_is_forgotten_at_once(client):
    topic = make_topic("Drones", slug="drones")
    one = follow({"topic": "drones"})
    published(topics=[topic])
    turn()
    address = links.manage_path(one.subscriber)
    assert "Uw adres is gewist" in text_of(client.post(address, {"act": "forget"}))
    left = [model.objects.count() for model in (Subscriber, Subscription, AlertMail)]
    assert left == [0, 0, 0]
    page = client.get(address)
    assert (page.status_code, "Deze link werkt niet meer" in text_of(page)) == (410, True)


def test_link_to_manage_is_sent_to_who_follows_something(client):
    make_topic("Drones", slug="drones")
    follow({"topic": "drones"})
    client.post("/volgen/", {"email": "LEZER@example.nl"})
    client.post("/volgen/", {"email": "niemand@example.nl"})
    (mail,) = turn()
    assert mail.to == ["lezer@example.nl"]
    page = client.get(link_in(mail, "mijn"))
    assert "Mijn meldingen lezer@example.nl Standpunten over Drones" in text_of(page)
    assert (page["X-Robots-Tag"], "no-store" in page["Cache-Control"]) == ("noindex", True)


def test_links_are_signed_and_expire(client, monkeypatch):
    make_topic("Drones", slug="drones")
    one = follow({"topic": "drones"})
    manage = links.manage_path(one.subscriber)
    wrong = [manage[:-3] + "xx/", "/volgen/mijn/niets/", manage.replace("mijn", "bevestig"), "/volgen/stop/a:b:c/"]
    assert [client.get(path).status_code for path in wrong] == [404] * 4
    later = timezone.now().timestamp() + timedelta(days=31).total_seconds()
    monkeypatch.setattr(signing.time, "time", lambda: later)
    assert client.get(manage).status_code == 410


def test_unconfirmed_request_vanishes_by_itself(client):
    make_topic("Drones", slug="drones")
    published(topics=[])
    client.post("/volgen/standpunten/", ASKED)
    address = link_in(turn()[0], "bevestig")
    turn(timezone.now() + timedelta(days=3, minutes=1))
    assert (Subscriber.objects.count(), Followed.objects.count()) == (0, 0)
    assert client.post(address).status_code == 410


def test_pages_offer_to_follow_by_mail(client):
    topic = make_topic("Drones", slug="drones")
    position = published(topics=[topic])
    meeting = position.agenda_item.meeting
    body = meeting.formation.slug
    make_kamerstuk("28676-464", letter=position.letter)
    offered = {
        "/themas/drones/": "/volgen/standpunten/?topic=drones",
        "/standpunten/?kind=view": "/volgen/standpunten/?kind=view",
        "/brieven/": "/volgen/brieven/",
        "/vergaderingen/": "/volgen/vergaderingen/",
        f"/vergaderingen/{meeting.slug}/": f"/volgen/vergaderingen/{meeting.slug}/",
        f"/vergaderingen/{meeting.slug}/?x=1": f"/volgen/brieven/?formation={body}",
        "/kamerstukken/28676-464/": "/volgen/brieven/?dossier=28+676%2C+nr.+464",
        "/kamerstukken/28676-999/": "/volgen/brieven/?dossier=28+676%2C+nr.+999",
        "/kamerstukken/28676/": "/volgen/brieven/?dossier=28+676",
    }
    for page, link in offered.items():
        assert f'href="{link}"' in client.get(page).content.decode().replace("&amp;", "&"), page
        assert client.get(link).status_code == 200


def test_form_costs_the_same_number_of_queries_for_one_and_for_three(client, django_assert_max_num_queries):
    topic = make_topic("Drones", slug="drones")
    counts = []
    published(topics=[topic])
    for _turn in range(2):
        published(topics=[topic])
        with django_assert_max_num_queries(60) as asked:
            client.get("/volgen/standpunten/?topic=drones")
        counts.append(len(asked))
        published(topics=[topic])
    # The journal is halved until the line of a year ago is found: its length costs a query when it doubles.
    assert counts[1] - counts[0] in (0, 1)


def test_preview_counts_only_what_is_public(client):
    topic = make_topic("Drones", slug="drones")
    make_letter("draft", meeting=make_meeting())
    published(topics=[topic])
    hidden = published("Geheim.", [topic])
    hidden.letter.status = "draft"
    hidden.letter.save()
    page = text_of(client.get("/volgen/standpunten/?topic=drones"))
    assert "1 bericht" in page
    assert "Geheim" not in page


def test_preview_tells_nothing_of_what_came_back_as_it_was(client):
    topic = make_topic("Drones", slug="drones")
    position = published(topics=[topic])
    withdraw(position.letter, "Een fout.")
    publish(position.letter)
    page = text_of(client.get("/volgen/standpunten/?topic=drones"))
    assert "1 bericht" in page
    assert "Gewijzigd standpunt" not in page


def test_preview_tells_nothing_of_a_meeting_that_came_back_and_has_no_history(client):
    """Loaded in bulk, a record has none."""
    position = published()
    meeting = position.agenda_item.meeting
    withdraw(position.letter, "Een fout.")
    meeting.history.all().delete()
    publish(position.letter)
    answer = client.get(f"/volgen/vergaderingen/{meeting.slug}/")
    assert answer.status_code == 200
    assert "Nieuwe vergadering" in text_of(answer)
    assert "Gewijzigde vergadering" not in text_of(answer)


def test_meeting_of_which_the_history_tells_one_side_is_told_without_a_contrast():
    meeting = make_meeting(released=True)
    item = AlertItem(
        number=1, kind="meeting", object_id=meeting.pk, is_new=False, old={"topics": [1]}, at=timezone.now()
    )
    (news,) = tell([Told(item, came_in=True)])
    assert (news.label, news.contrasts) == ("Vergadering nu ook hier", ())
