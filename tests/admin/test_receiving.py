"""The page where letters come in: files, pasted text, duplicates, and files that cannot be read."""

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agenda_tracker.admin import sources
from agenda_tracker.intake.acts import undo
from agenda_tracker.intake.receive import read_stored, receive
from agenda_tracker.intake.statistics import refresh_statistics
from agenda_tracker.letters import UnreadableLetter
from agenda_tracker.models import DeskAct, Letter, LetterSource, Paragraph
from agenda_tracker.models.scope import scope
from agenda_tracker.models.snapshot import take
from tests.basis import put_basis
from tests.factories import make_kamerstuk, make_letter, make_paragraph, make_section
from tests.intake.reading import read_meeting, read_section, reading_of

pytestmark = pytest.mark.django_db
ADDRESS = reverse("admin:agenda_tracker_letter_receive")
SAMPLE = settings.BASE_DIR / "fixtures" / "letters" / "voorbeeldbrief-fictief.txt"


def upload(name: str, data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def sample() -> SimpleUploadedFile:
    return upload(SAMPLE.name, SAMPLE.read_bytes())


@pytest.fixture(autouse=True)
def reference_data(db, one_reader):
    put_basis()


def drafts() -> int:
    return Letter.objects.filter(status="draft").count()


def test_one_file_leads_straight_to_its_review(invoerder):
    answer = invoerder.post(ADDRESS, {"letters": [sample()]})
    letter = Letter.objects.get(status="draft")
    assert answer["Location"] == reverse("admin:agenda_tracker_letter_review", args=[letter.pk])


def test_pasted_text_is_read_as_a_file_is(invoerder):
    answer = invoerder.post(ADDRESS, {"text": SAMPLE.read_text(encoding="utf-8")})
    assert answer.status_code == 302
    assert LetterSource.objects.get().original_name == "geplakte tekst.txt"


def test_text_with_a_character_that_cannot_be_kept_is_told_so_and_stays(invoerder):
    page = invoerder.post(ADDRESS, {"text": "Geachte voorzitter,\x00 hallo"})
    assert [str(error) for errors in page.context["form"].errors.values() for error in errors] == [
        "Null-tekens zijn niet toegestaan."
    ]
    assert "Geachte voorzitter," in page.content.decode()


@pytest.mark.only_on("sqlite")
def test_rows_are_counted_anew_once_they_have_doubled(invoerder):
    section = make_section(make_letter())
    refresh_statistics()
    counted = Paragraph.objects.count()
    for _number in range(counted):
        make_paragraph(section)
    runs = []
    for name in (SAMPLE.name, "voorbeeldbrief-fictief-onderwijs.docx"):
        with CaptureQueriesContext(connection) as queries:
            invoerder.post(ADDRESS, {"letters": [upload(name, SAMPLE.with_name(name).read_bytes())]})
        runs.append([query["sql"] for query in queries if query["sql"] == "ANALYZE"])
    assert (runs, drafts()) == ([["ANALYZE"], []], 2)


def test_several_files_get_a_verdict_each(invoerder):
    page = invoerder.post(
        ADDRESS, {"letters": [sample(), upload("leeg.txt", b""), upload("scan.pdf", b"%PDF-1.7\n\x00")]}
    )
    assert [verdict.outcome.value for verdict in page.context["verdicts"]] == [
        "concept",
        "niet gelezen",
        "niet gelezen",
    ]
    assert drafts() == 1


def test_same_file_again_is_told_with_a_link(invoerder):
    invoerder.post(ADDRESS, {"letters": [sample()]})
    page = invoerder.post(ADDRESS, {"letters": [sample()]}).content.decode()
    letter = Letter.objects.get(status="draft")
    assert "Dit bestand is al eerder ontvangen" in page
    assert reverse("admin:agenda_tracker_letter_review", args=[letter.pk]) in page


def test_nothing_given_is_asked_for(invoerder):
    page = invoerder.post(ADDRESS, {"text": "  "})
    assert "Kies een bestand of plak de tekst van de brief." in page.content.decode()


def test_unread_file_is_offered_at_the_front_page_and_read_again(redacteur):
    redacteur.post(ADDRESS, {"letters": [upload("lijst.txt", b"Boodschappen: melk, brood en kaas.")]})
    source = LetterSource.objects.get()
    assert source.problem in redacteur.get(reverse("admin:index")).content.decode().replace("&#x27;", "'")
    answer = redacteur.post(
        reverse("admin:agenda_tracker_lettersource_changelist"),
        {"action": "read_anyway", "_selected_action": [source.pk]},
    )
    letter = Letter.objects.get(status="draft")
    assert answer["Location"] == reverse("admin:agenda_tracker_letter_review", args=[letter.pk])


def read_again(client, files, **more) -> list[str]:
    """What the desk says when these files are read again."""
    chosen = {"action": "read_anyway", "_selected_action": [source.pk for source in files], **more}
    page = client.post(reverse("admin:agenda_tracker_lettersource_changelist"), chosen, follow=True)
    return [str(message) for message in page.context["messages"]]


@pytest.fixture
def unread(redacteur):
    for number in range(3):
        redacteur.post(ADDRESS, {"letters": [upload(f"{number}.txt", f"Boodschappen: {number} broden.".encode())]})
    return list(LetterSource.objects.order_by("-pk"))


def test_more_files_than_can_be_read_at_once_are_refused_whole(redacteur, unread, monkeypatch):
    monkeypatch.setattr(sources, "MOST", 2)
    told = read_again(redacteur, unread[:1], select_across="1")
    assert (told, drafts()) == (["Kies er hoogstens 2 tegelijk; er is niets ingelezen."], 0)
    assert (len(read_again(redacteur, unread[:2])), drafts()) == (2, 2)


def test_reading_that_takes_too_long_stops_between_two_files_and_says_so(redacteur, unread, monkeypatch):
    monkeypatch.setattr(sources, "PATIENCE", -1)
    told = read_again(redacteur, unread)
    assert told[0] == "Gestopt na 1 van 3 bestanden: het lezen duurt te lang. Kies de rest straks opnieuw."
    assert (len(told), drafts()) == (2, 1)


def test_database_that_goes_away_halfway_is_told_with_what_was_done(redacteur, unread, monkeypatch):
    def busy(source, **asked):
        if drafts():
            raise OperationalError("database is locked")
        return read_stored(source, **asked)

    monkeypatch.setattr(sources, "read_stored", busy)
    told = read_again(redacteur, unread)
    assert told[0] == "Gestopt na 1 van 3 bestanden: de database is bezet. Kies de rest straks opnieuw."
    assert (len(told), drafts()) == (2, 1)


def test_file_past_all_bounds_is_not_even_read(invoerder, settings):
    settings.LETTER_MAX_BYTES = 100
    page = invoerder.post(ADDRESS, {"letters": [upload("reus.txt", b"a" * 501)]})
    assert "het is niet opgeslagen" in page.content.decode()
    assert not LetterSource.objects.exists()


def test_original_comes_back_only_as_a_download(invoerder):
    invoerder.post(ADDRESS, {"letters": [upload("brief.html", b"<script>alert(1)</script>")]})
    answer = invoerder.get(reverse("admin:agenda_tracker_lettersource_file", args=[LetterSource.objects.get().pk]))
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"] == 'attachment; filename="brief.html"'
    assert b"".join(answer.streaming_content) == b"<script>alert(1)</script>"


def test_lost_original_is_told(redacteur):
    redacteur.post(ADDRESS, {"letters": [upload("lijst.txt", b"Boodschappen: melk en brood.")]})
    source = LetterSource.objects.get()
    source.file.storage.delete(source.file.name)
    page = redacteur.post(
        reverse("admin:agenda_tracker_lettersource_changelist"),
        {"action": "read_again", "_selected_action": [source.pk]},
        follow=True,
    )
    assert "op de server niet te vinden" in page.content.decode()


WATER = read_section("Schoon water", "Nederland zet in op schoon water.")
BOSSEN = read_section("Bossen", "Nederland zet in op bossen.")


@pytest.fixture
def readings(monkeypatch):
    """What is read in a file, by its bytes; a file that is not in here cannot be read."""
    found = {}

    def read(data, name, *, formations):
        if data not in found:
            raise UnreadableLetter("Dit bestand is een scan zonder tekst.")
        return found[data]

    monkeypatch.setattr("agenda_tracker.intake.receive.read_apart", read)
    return found


def answer(client, source, said, **headers):
    return client.post(reverse("admin:agenda_tracker_letter_answer", args=[source.pk]), {"answer": said}, **headers)


@pytest.fixture
def asked(readings, invoerder):
    """A second annotated agenda for a meeting that has one: the page on which that is asked."""
    readings |= {b"een": reading_of(WATER), b"twee": reading_of(BOSSEN, chambers=("EK",))}
    invoerder.post(ADDRESS, {"letters": [upload("een.txt", b"een")]})
    return invoerder.post(ADDRESS, {"letters": [upload("twee.txt", b"twee")]})


def test_same_meeting_and_kind_is_asked_before_anything_is_made(asked):
    letter, source = Letter.objects.get(status="draft"), LetterSource.objects.get(original_name="twee.txt")
    (verdict,) = asked.context["verdicts"]
    assert (verdict.outcome.value, verdict.letter, source.letter, source.may_be) == ("vraag", letter, None, letter)
    assert source.problem == (
        "Bij de Milieuraad, 26 mei 2031, Brussel hoort al een geannoteerde agenda: "
        "“Geannoteerde agenda Milieuraad” (12 mei 2031). Is dit dezelfde brief?"
    )
    page = asked.content.decode()
    assert reverse("admin:agenda_tracker_letter_review", args=[letter.pk]) in page
    assert "Hoort bij die brief" in page
    assert "Toch als eigen brief inlezen" in page


def test_the_question_waits_on_the_page_of_the_file_and_at_the_front_page(asked, invoerder):
    source = LetterSource.objects.get(original_name="twee.txt")
    page = invoerder.get(reverse("admin:agenda_tracker_lettersource_change", args=[source.pk])).content.decode()
    assert "Hoort bij die brief" in page
    assert source.problem in invoerder.get(reverse("admin:index")).content.decode()


def test_a_file_that_belongs_to_the_letter_becomes_its_source_and_is_undone(asked, invoerder):
    letter, source = Letter.objects.get(status="draft"), LetterSource.objects.get(original_name="twee.txt")
    before = take(scope(letter))
    told = answer(invoerder, source, "same")
    assert told["Location"] == reverse("admin:agenda_tracker_letter_review", args=[letter.pk])
    letter.refresh_from_db()
    assert (letter.sources.count(), letter.chambers, letter.sections.count()) == (2, ["TK", "EK"], 1)
    undo(DeskAct.objects.first(), None)
    assert take(scope(letter)) == before


def test_a_letter_of_its_own_is_made_on_request(asked, invoerder):
    source = LetterSource.objects.get(original_name="twee.txt")
    answer(invoerder, source, "own")
    source.refresh_from_db()
    assert (drafts(), source.may_be, source.problem, source.letter.sections.get().heading) == (2, None, "", "Bossen")


def test_a_revised_letter_takes_the_place_of_the_one_asked_about(asked, invoerder):
    first, source = Letter.objects.get(status="draft"), LetterSource.objects.get(original_name="twee.txt")
    assert "Vervangt die brief" in asked.content.decode()
    told = answer(invoerder, source, "revised")
    source.refresh_from_db()
    assert told["Location"] == reverse("admin:agenda_tracker_letter_review", args=[source.letter.pk])
    assert (drafts(), source.letter.replaces, source.may_be, source.problem) == (2, first, None, "")


def test_an_answer_comes_too_late_without_harm(asked, invoerder):
    source = LetterSource.objects.get(original_name="twee.txt")
    answer(invoerder, source, "own")
    for said in ("same", "revised"):
        late = answer(invoerder, source, said)
        assert [verdict.outcome.value for verdict in late.context["verdicts"]] == ["dubbel"]
    assert (drafts(), Letter.objects.exclude(replaces=None).count()) == (2, 0)


def test_same_number_is_asked(readings, invoerder):
    paper = make_kamerstuk("21501-08-901", letter=make_letter("draft"))
    readings[b"een"] = reading_of(WATER, own_kamerstuk="21501-08-901")
    page = invoerder.post(ADDRESS, {"letters": [upload("een.txt", b"een")]})
    assert [verdict.letter for verdict in page.context["verdicts"]] == [paper.letter]
    assert (drafts(), "hoort al bij de brief" in LetterSource.objects.get().problem) == (1, True)


def test_a_report_on_the_meeting_is_not_asked_about(asked, readings, invoerder):
    readings[b"drie"] = reading_of(BOSSEN, kind="report", meetings=(read_meeting(kind="report"),))
    invoerder.post(ADDRESS, {"letters": [upload("drie.txt", b"drie")]})
    assert drafts() == 2


def test_who_does_not_ask_gets_a_draft_as_before(readings):
    readings |= {b"een": reading_of(WATER), b"twee": reading_of(BOSSEN)}
    outcomes = [receive(data, "brief.txt").outcome.value for data in (b"een", b"twee")]
    assert outcomes == ["concept", "concept"]


def test_a_file_that_failed_is_read_again_after_a_fix(readings, invoerder):
    page = invoerder.post(ADDRESS, {"letters": [upload("een.txt", b"een")]}).content.decode()
    assert "Opnieuw lezen" in page
    readings[b"een"] = reading_of(WATER)
    answer(invoerder, LetterSource.objects.get(), "again")
    assert LetterSource.objects.get().letter == Letter.objects.get(status="draft")


def test_a_script_gets_the_verdict_alone(readings, invoerder):
    headers = {"headers": {"X-Desk-Part": "verdict"}}
    told = invoerder.post(ADDRESS, {"letters": [upload("een.txt", b"een")]}, **headers)
    assert (told.status_code, told["X-Desk-Part"]) == (200, "verdict")
    assert told.content.decode().strip().startswith('<div class="desk-verdict waits" data-outcome="problem">')
    again = answer(invoerder, LetterSource.objects.get(), "again", **headers)
    assert again["X-Desk-Part"] == "verdict"


def test_nonsense_is_no_answer(asked, invoerder):
    source = LetterSource.objects.get(original_name="twee.txt")
    assert [answer(invoerder, source, said).status_code for said in ("", "ja")] == [404, 404]
    assert drafts() == 1
