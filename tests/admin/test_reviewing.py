"""The review screen: decide on each find, change it on the way, take it back, publish and withdraw."""

import re
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from agenda_tracker.admin.review_forms import PositionForm
from agenda_tracker.intake.acts import undo
from agenda_tracker.intake.decide import version_of
from agenda_tracker.intake.publish import publish, withdraw
from agenda_tracker.models import DeskAct, GovernmentPosition, KamerstukReference, Letter, LetterCorrection
from agenda_tracker.models.dates import long_date
from tests.factories import make_item, make_letter, make_position, make_reference, make_topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def position():
    item = make_item(title="Luchtverdediging")
    letter = make_letter("draft", meeting=item.meeting)
    return make_position(
        letter, item, review="suggested", confidence=0.8, rule="aim_plead", topics=[make_topic("Drones")]
    )


def review(letter) -> str:
    return reverse("admin:agenda_tracker_letter_review", args=[letter.pk])


def decide(client, position, action: str, version: str = "", **fields: object):
    data = {"version": version} | {f"s{position.pk}-{name}": value for name, value in fields.items()}
    return client.post(
        reverse("admin:agenda_tracker_position_decide", args=[position.pk]), {"action": action, **data}, follow=True
    )


def as_shown(position) -> dict[str, object]:
    """What the browser sends for a find that was not changed."""
    return {
        "wording": position.wording,
        "kind": position.kind,
        "stance": position.stance,
        "agenda_item": position.agenda_item_id,
        "topics": "; ".join(topic.name for topic in position.topics.all()),
        "amount_eur": "",
        "due_date": "",
        "due_as_written": "",
    }


def stored(position) -> GovernmentPosition:
    return GovernmentPosition.objects.get(pk=position.pk)


def test_screen_shows_letter_finds_and_check_list(invoerder, position):
    page = invoerder.get(review(position.letter)).content.decode()
    for part in (position.wording, "Luchtverdediging", "aim_plead", "80 %", "0 van 1 beoordeeld", "Drones"):
        assert part in page
    assert "De brief heeft nog geen Kamerstuknummer" in page


def test_find_is_confirmed_as_it_stands(invoerder, position):
    decide(invoerder, position, "confirm", **as_shown(position))
    assert (stored(position).review, stored(position).reviewed_by.username) == ("confirmed", "invoerder")
    assert [topic.name for topic in stored(position).topics.all()] == ["Drones"]


def test_changes_are_saved_with_the_decision(invoerder, position):
    other = make_topic("Munitie")
    changed = {"wording": "Nederland wil meer.", "kind": "view", "stance": "conditional"}
    changed |= {"topics": f"drones; {other.name}", "amount_eur": "1000000"}
    decide(invoerder, position, "confirm", **{**as_shown(position), **changed})
    after = stored(position)
    assert (after.wording, after.kind, after.stance, after.amount_eur, after.review) == (
        "Nederland wil meer.",
        "view",
        "conditional",
        1_000_000,
        "confirmed",
    )
    assert sorted(topic.name for topic in after.topics.all()) == ["Drones", "Munitie"]


def test_topic_is_taken_off(invoerder, position):
    decide(invoerder, position, "save", **{**as_shown(position), "topics": ""})
    assert not stored(position).topics.exists()


def test_decision_is_taken_back(invoerder, position):
    decide(invoerder, position, "reject", **as_shown(position))
    assert stored(position).review == "rejected"
    decide(invoerder, position, "reopen")
    assert (stored(position).review, stored(position).reviewed_by) == ("suggested", None)
    assert [topic.name for topic in stored(position).topics.all()] == ["Drones"]


def test_find_without_wording_is_refused_and_stays(invoerder, position):
    page = decide(invoerder, position, "confirm", **{**as_shown(position), "wording": ""})
    assert "Een bevestigd standpunt heeft een formulering en een agendapunt." in page.content.decode()
    assert (stored(position).review, stored(position).wording) == ("suggested", position.wording)


def test_nonsense_in_a_field_is_explained(invoerder, position):
    page = decide(invoerder, position, "confirm", **{**as_shown(position), "amount_eur": "veel"})
    assert "Voer een getal in." in page.content.decode()
    assert stored(position).review == "suggested"


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("1,5", "1.50"), ("1.500.000", "1500000"), ("€ 1.500,25", "1500.25"), ("1 500 000", "1500000"), ("0,05", "0.05"),
        ("2500000", "2500000"), ("1.500", "1500"), ("", None),
    ],
)  # fmt: skip
def test_amount_is_typed_and_shown_as_dutch_writes_it(invoerder, position, typed, amount):
    decide(invoerder, position, "save", **{**as_shown(position), "amount_eur": typed})
    assert stored(position).amount_eur == (amount and Decimal(amount))
    form = PositionForm(instance=stored(position))
    shown = form["amount_eur"].value()
    again = PositionForm(
        {**as_shown(position), "amount_eur": "" if shown is None else shown}, instance=stored(position)
    )
    assert again.is_valid(), again.errors
    assert "amount_eur" not in again.changed_data


@pytest.mark.parametrize("typed", ["1.5", "1,500", "1,500,000", "1500000.00", "1.50.000", "1,5.0", "1 5"])
def test_amount_that_may_be_read_otherwise_is_refused_and_told_how_to_write_it(invoerder, position, typed):
    page = decide(invoerder, position, "save", **{**as_shown(position), "amount_eur": typed}).content.decode()
    assert f"“{typed}” is niet met zekerheid te lezen." in page
    assert "1500000, 1.500.000 of 1,50" in page
    assert stored(position).amount_eur is None


def test_amount_on_the_page_of_a_position_is_dutch_too(redacteur, position):
    GovernmentPosition.objects.filter(pk=position.pk).update(amount_eur="1500000.25")
    page = redacteur.get(reverse("admin:agenda_tracker_governmentposition_change", args=[position.pk]))
    assert 'value="1.500.000,25"' in page.content.decode()


def test_certain_ones_are_confirmed_together(invoerder, position):
    address = reverse("admin:agenda_tracker_letter_confirm_all", args=[position.letter_id])
    invoerder.post(address, {"certain": "90"})
    assert stored(position).review == "suggested"
    page = invoerder.post(address, {"certain": "80"}, follow=True)
    assert "1 standpunt bevestigd." in page.content.decode()


def test_letter_is_published_and_withdrawn_from_the_screen(redacteur, position):
    decide(redacteur, position, "confirm", **as_shown(position))
    page = redacteur.post(reverse("admin:agenda_tracker_letter_publish", args=[position.letter_id]), follow=True)
    assert "De brief is gepubliceerd." in page.content.decode()
    withdraw = reverse("admin:agenda_tracker_letter_withdraw", args=[position.letter_id])
    assert "Dit veld is verplicht." in redacteur.post(withdraw, {"note": ""}).content.decode()
    redacteur.post(withdraw, {"note": "Vervangen door een nieuwe brief."})
    letter = Letter.objects.get(pk=position.letter_id)
    assert (letter.status, letter.withdrawal_note) == ("withdrawn", "Vervangen door een nieuwe brief.")


def test_publishing_too_early_says_what_is_missing(redacteur):
    letter = make_letter("draft", date=None)
    page = redacteur.post(reverse("admin:agenda_tracker_letter_publish", args=[letter.pk]), follow=True)
    assert "Vul de datum van de brief in" in page.content.decode()
    assert Letter.objects.get(pk=letter.pk).status == "draft"


def test_headings_become_agenda_items_of_the_chosen_meeting(invoerder, position):
    letter = position.letter
    letter.sections.update(agenda_item=None)
    GovernmentPosition.objects.update(agenda_item=None)
    meeting = letter.meetings.get()
    page = invoerder.post(
        reverse("admin:agenda_tracker_letter_meeting", args=[letter.pk]), {"meeting": meeting.pk}, follow=True
    )
    assert "1 deel gekoppeld aan de agenda." in page.content.decode()
    assert stored(position).agenda_item.title == "Luchtverdediging"


def test_a_correction_of_a_published_letter_is_told_to_its_readers(redacteur, client):
    position = make_position()
    paragraph = position.evidence.get().paragraph
    address = reverse("admin:agenda_tracker_paragraph_change", args=[paragraph.pk])
    text = paragraph.text + " Dat staat vast."
    refused = redacteur.post(address, {"text": text}).content.decode()
    assert "zeg de lezers in een zin wat er is gecorrigeerd" in refused
    answer = redacteur.post(address, {"text": text, "told": "de laatste zin van alinea 1 ontbrak"})
    assert answer.status_code == 302
    page = client.get(position.letter.get_absolute_url()).content.decode()
    today = long_date(timezone.localdate())
    assert f"Gecorrigeerd op {today}: de laatste zin van alinea 1 ontbrak" in page
    assert 'id="p1"' in page
    undo(DeskAct.objects.get(), None)
    page = client.get(position.letter.get_absolute_url()).content.decode()
    assert ("Dat staat vast." in page, "Gecorrigeerd op" in page) == (False, False)


def test_a_draft_is_corrected_without_a_public_line(invoerder, position):
    paragraph = position.evidence.get().paragraph
    address = reverse("admin:agenda_tracker_paragraph_change", args=[paragraph.pk])
    assert 'name="told"' not in invoerder.get(address).content.decode()
    assert invoerder.post(address, {"text": paragraph.text + " Meer."}).status_code == 302
    assert not LetterCorrection.objects.exists()


def test_a_correction_takes_the_literal_wording_along_and_asks_about_an_own_one(invoerder, position):
    paragraph = position.evidence.get().paragraph
    address = reverse("admin:agenda_tracker_paragraph_change", args=[paragraph.pk])
    better = paragraph.text.replace("Nederland", "Ons land")
    literal = position.is_verbatim
    page = invoerder.post(address, {"text": better}, follow=True).content.decode()
    assert (literal, stored(position).wording, "is mee veranderd" in page) == (True, better, False)
    GovernmentPosition.objects.update(wording="In eigen woorden.")
    page = invoerder.post(address, {"text": paragraph.text}, follow=True).content.decode()
    assert "Het citaat van “In eigen woorden.” is mee veranderd" in page


def test_a_decision_on_what_a_colleague_changed_is_not_saved_and_told(invoerder, redacteur, position):
    page = invoerder.get(review(position.letter)).content.decode()
    version = re.search(r'name="version" value="(\w+)"', page)[1]
    decide(redacteur, position, "reject", version=version)
    address = reverse("admin:agenda_tracker_position_decide", args=[position.pk])
    told = invoerder.post(address, {"action": "confirm", "version": version}, follow=True).content.decode()
    assert "intussen gewijzigd door redacteur" in told
    assert stored(position).review == "rejected"


def test_what_was_typed_is_kept_when_a_colleague_was_first(invoerder, redacteur, position):
    address = reverse("admin:agenda_tracker_position_decide", args=[position.pk])
    version = version_of(position)
    decide(redacteur, position, "reject")
    data = {f"s{position.pk}-{name}": value for name, value in as_shown(position).items()}
    answer = invoerder.post(
        address, {**data, f"s{position.pk}-wording": "Mijn zin.", "action": "save", "version": version}
    )
    assert (answer.status_code, "Mijn zin.</textarea>" in answer.content.decode()) == (409, True)


def test_passages_are_marked_by_their_words_without_a_mouse(invoerder, position):
    address = reverse("admin:agenda_tracker_letter_mark", args=[position.letter_id])
    invoerder.post(address, {"marked_as": "position", "quote": "samenwerking met bondgenoten"})
    made = GovernmentPosition.objects.exclude(pk=position.pk).get()
    assert (made.wording, made.review) == ("samenwerking met bondgenoten", "confirmed")
    page = invoerder.post(address, {"marked_as": "position", "quote": "staat er niet"}, follow=True).content.decode()
    assert "Deze woorden staan niet zo in één alinea" in page


def test_the_last_act_is_undone_from_the_screen_and_done_again(invoerder, position):
    decide(invoerder, position, "confirm")
    undoing = reverse("admin:agenda_tracker_letter_undo", args=[position.letter_id])
    invoerder.post(undoing)
    assert stored(position).review == "suggested"
    invoerder.post(undoing, {"redo": "1"})
    assert stored(position).review == "confirmed"
    invoerder.post(undoing)
    page = invoerder.post(undoing, follow=True).content.decode()
    assert "Er is niets om ongedaan te maken." in page


def test_invoerder_does_not_undo_publishing(invoerder, redacteur, position):
    decide(redacteur, position, "confirm")
    publish(position.letter)
    withdraw(position.letter, "Fout.")
    done = DeskAct.objects.filter(verb="withdraw").get()
    undoing = reverse("admin:agenda_tracker_letter_undo", args=[position.letter_id])
    assert invoerder.post(undoing, {"act": done.pk}).status_code == 403
    assert Letter.objects.get().status == "withdrawn"


def test_an_ambiguous_reference_is_settled_on_the_screen(invoerder, position):
    paragraph = position.evidence.get().paragraph
    reference = make_reference(paragraph, "samenwerking", "", normal_form="dossier/36600-A;36600-A", status="ambiguous")
    address = reverse("admin:agenda_tracker_reference_settle", args=[reference.pk])
    invoerder.post(address, {"typed": "geen nummer"})
    assert KamerstukReference.objects.get().status == "ambiguous"
    invoerder.post(address, {"typed": "28676-464"})
    assert str(KamerstukReference.objects.get().target) == "28 676, nr. 464"


def test_a_colleagues_act_is_news(invoerder, redacteur, position):
    address = reverse("admin:agenda_tracker_letter_news", args=[position.letter_id])
    decide(redacteur, position, "reject")
    done = DeskAct.objects.get()
    assert invoerder.get(address).json() == {"last": done.pk, "said": f"redacteur: {done}"}
    assert redacteur.get(address).json() == {"last": done.pk, "said": ""}
