"""The page where letters come in: files, pasted text, duplicates, and files that cannot be read."""

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from agenda_tracker.intake.fixtures import load_all
from agenda_tracker.models import Letter, LetterSource

pytestmark = pytest.mark.django_db
ADDRESS = reverse("admin:agenda_tracker_letter_receive")
SAMPLE = settings.BASE_DIR / "fixtures" / "letters" / "voorbeeldbrief-fictief.txt"


def upload(name: str, data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def sample() -> SimpleUploadedFile:
    return upload(SAMPLE.name, SAMPLE.read_bytes())


@pytest.fixture(autouse=True)
def reference_data(db):
    load_all(settings.BASE_DIR / "fixtures")


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
