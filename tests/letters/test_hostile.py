"""Files that want to do harm or are broken: each ends within ten seconds in one Dutch sentence, and nothing is lost."""

import json
import random
import re
import threading
import time

import pytest
from django.db import connection
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from agenda_tracker.intake.receive import Outcome, receive
from agenda_tracker.letters import UnreadableLetter
from agenda_tracker.letters import apart as reading_apart
from agenda_tracker.letters.apart import read_apart
from agenda_tracker.models import Letter, LetterSource

from . import hostile
from .gold import SAMPLES

GIGABYTE = 1 << 20  # in kB


@pytest.fixture(autouse=True)
def within_bounds(monkeypatch):
    """Every file of these tests: memory of the process that read it, and time until the answer."""
    peaks = []
    real = reading_apart._reading

    def reading(lines):
        peaks.append(json.loads(lines[1])["peak"])
        return real(lines)

    monkeypatch.setattr(reading_apart, "_reading", reading)
    start = time.monotonic()
    yield
    assert all(peak < GIGABYTE for peak in peaks)
    assert time.monotonic() - start < 20  # making the file included; each reading is ended after eight


def sentence(reader, data, name="x.bin"):
    with pytest.raises(UnreadableLetter) as caught:
        reader.read(data, name)
    return str(caught.value)


def locked_pdf(user):
    canvas = Canvas("", encrypt=StandardEncryption(user, ownerPassword="baas", canPrint=0))
    canvas.drawString(60, 700, hostile.TEXT)
    return canvas.getpdfdata()


LETTER = hostile.pdf_letter()
UNPACKS = r"vraagt te veel geheugen|is te groot|bevat te veel tekst|kan niet binnen 8 seconden"
BROKEN = r"beschadigd"
PDF = {
    "flate bomb": (hostile.pdf_flate_bomb, UNPACKS),
    "bomb in an object stream": (hostile.pdf_object_stream_bomb, f"{UNPACKS}|{BROKEN}"),
    "fifty thousand pages": (lambda: hostile.pdf_many_pages(50_000), UNPACKS),
    "endless pages": (hostile.pdf_endless_pages, BROKEN),
    "drawing in itself": (hostile.pdf_form_in_itself, UNPACKS),
    "doubling drawings": (hostile.pdf_doubling, UNPACKS),
    "password": (lambda: locked_pdf("geheim"), "wachtwoord"),
    "scan": (hostile.pdf_scan, r"geen tekst.*tekstherkenning"),
    "garbage": (lambda: b"%PDF-1.7\n" + random.Random(3).randbytes(2_000_000), BROKEN),
    "first line only": (lambda: b"%PDF-1.7", BROKEN),
    "cut off at a tenth": (lambda: LETTER[: len(LETTER) // 10], BROKEN),
    "cut off half way": (lambda: LETTER[: len(LETTER) // 2], BROKEN),
    "cut off near the end": (lambda: LETTER[: len(LETTER) * 9 // 10], BROKEN),
}
WORD = {
    "bomb": (lambda: hostile.docx_bomb(4000), "wordt na uitpakken te groot"),
    "bomb that lies about its size": (lambda: hostile.docx_bomb(4000, declared=1000), f"{UNPACKS}|{BROKEN}"),
    "nested zip files": (hostile.nested_zip, r"is een zipbestand zonder Word-document"),
    "sixty thousand parts": (hostile.many_parts, f"{UNPACKS}|{BROKEN}|na uitpakken"),
    "cut off": (lambda: hostile.docx(hostile.BODY + hostile.paragraph(hostile.TEXT) + hostile.END)[:700], BROKEN),
    "entities": (
        lambda: hostile.docx(hostile.BODY + hostile.paragraph("&a11;") + hostile.END, hostile.ENTITIES),
        f"entiteiten|{BROKEN}",
    ),
    "deep tags": (
        lambda: hostile.docx(hostile.BODY + hostile.deep("w:p", 20_000) + hostile.END),
        f"genest|ongewoon|{BROKEN}",
    ),
    "password": (hostile.locked_word, "is met een wachtwoord beveiligd"),
}
TEXTS = {
    "random bytes": (lambda: random.Random(5).randbytes(500_000), "is geen leesbaar bestand"),
    "zero bytes": (lambda: hostile.TEXT.encode() + b"\0" * 1000, "is geen leesbaar bestand"),
    "nothing but zeros": (lambda: b"\0" * 1_000_000, "is leeg"),
    "one line of 200 MB": (lambda: hostile.one_line(200), "bevat te veel tekst|te veel geheugen"),
    "control characters": (lambda: b"vis\x07\x1b[2J" * 1000, "is geen leesbaar bestand"),
    "millions of tags": (lambda: b"<html><body>" + b"<p>vis" * 3_000_000, UNPACKS),
    "deep html": (lambda: b"<html><body>" + b"<div>" * 1_000_000 + hostile.TEXT.encode(), "te diep genest"),
    "laughs": (
        lambda: f'<?xml version="1.0"?>{hostile.ENTITIES}<officiele-publicatie>&a11;</officiele-publicatie>'.encode(),
        "entiteiten",
    ),
    "entity of a file": (
        lambda: (
            b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]><kamerstuk>&a;</kamerstuk>'
        ),
        "entiteiten",
    ),
    "entity of an address": (
        lambda: b'<?xml version="1.0"?><!DOCTYPE d SYSTEM "http://fictief.invalid/d.dtd"><kamerstuk>&a;</kamerstuk>',
        "geen geldige XML",
    ),
    "deep xml": (lambda: b'<?xml version="1.0"?><kamerstuk>' + b"<a>" * 1_000_000, "te diep genest"),
    "tiring words": (
        lambda: "".join(piece * (300_000 // len(piece)) for piece in hostile.ADVERSARIAL.values()).encode(),
        UNPACKS,
    ),
}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        pytest.param(data, said, id=f"{kind}: {name}")
        for kind, table in (("pdf", PDF), ("word", WORD), ("text", TEXTS))
        for name, (data, said) in table.items()
    ],
)
def test_hostile_file_ends_in_one_sentence(one_reader, data, said):
    told = sentence(one_reader, data())
    assert told.startswith(("Het bestand x.bin ", "In het bestand x.bin "))
    assert told.endswith(".")
    assert "\n" not in told
    assert len(told) < 300
    assert re.search(said, told), told


SCRIPTED = b"""<html><head><title>Brief</title><script>document.write("schadelijk " + "Nederland pleit voor gif.")</script>
<style>p { content: "schadelijk" }</style></head><body onload="schadelijk()">
<!-- schadelijk --><noscript>schadelijk</noscript><template>schadelijk</template>
<p>%s</p><iframe src="http://fictief.invalid/">schadelijk</iframe><img src=x onerror="schadelijk()">
<a href="javascript:schadelijk()">Bijlage</a></body></html>"""
READ = {
    "actions on opening": hostile.pdf_with_actions,
    "half a million brackets": hostile.pdf_nested,
    "a picture of ten thousand million points": hostile.pdf_huge_image,
    "other bytes in front": lambda: b"HTTP/1.1 200 OK\r\n\r\n" + hostile.pdf_letter(),
    "locked for changes only": lambda: locked_pdf(""),
    "scripts": lambda: SCRIPTED % hostile.TEXT.encode(),
    "utf-16 without a mark": lambda: hostile.TEXT.encode("utf-16-le"),
    "word": lambda: hostile.docx(hostile.BODY + hostile.paragraph(hostile.TEXT) + hostile.END),
    "word with a picture of gigabytes": lambda: hostile.docx(
        hostile.BODY + hostile.paragraph(hostile.TEXT) + hostile.END, word__media__x=b"\0" * (1 << 27)
    ),
}


@pytest.mark.parametrize("name", READ)
def test_what_does_no_harm_is_just_read(one_reader, name):
    reading = one_reader.read(READ[name](), "x.bin")
    text = " ".join(text for section in reading.sections for text in section.paragraphs)
    assert "Nederland pleit voor schoon water" in text
    assert "schadelijk" not in repr(reading)


@pytest.mark.django_db
@pytest.mark.parametrize("make", [hostile.pdf_flate_bomb, hostile.pdf_scan, hostile.locked_word, hostile.nested_zip])
def test_the_original_of_a_hostile_file_is_kept(one_reader, make):
    data = make()
    verdict = receive(data, "x.bin")
    assert (verdict.outcome, verdict.sentence) == (Outcome.PROBLEM, LetterSource.objects.get().problem)
    with verdict.source.file.open("rb") as stored:
        assert stored.read() == data
    assert not Letter.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_the_site_answers_while_a_hostile_file_is_read(client, monkeypatch):
    """In this order: the file is being read, a page is asked and given, another letter is read, the file is given up."""
    monkeypatch.setattr(reading_apart, "SECONDS", 8.0)
    begun, events = threading.Event(), []
    talk = reading_apart._talk

    def told(*about):
        begun.set()
        return talk(*about)

    def upload():
        try:
            events.append(receive(hostile.TEXT.encode(), "x.bin").outcome)
        finally:
            connection.close()

    with monkeypatch.context() as slow:
        slow.setattr(reading_apart, "_talk", told)
        slow.setattr(reading_apart, "START", "import time; time.sleep(60)")
        thread = threading.Thread(target=upload)
        thread.start()
        assert begun.wait(5)
    events.append(client.get("/healthz").content)
    events.append(client.get("/brieven/").status_code)
    events.append(read_apart((SAMPLES / "fictief-navo-fmm.txt").read_bytes()).kind)
    thread.join()
    assert events == [b"ok", 200, "annotated_agenda", Outcome.PROBLEM]
