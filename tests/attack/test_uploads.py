"""Files that were bent, cut, glued together or named strangely are each told of in words; none is a fault or is shown."""

import os
import random
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from agenda_tracker.letters import UnreadableLetter
from agenda_tracker.letters.apart import Reader
from agenda_tracker.models import LetterSource
from tests.admin.conftest import logged_in
from tests.attack.asking import place_of
from tests.attack.odd import ODD
from tests.basis import put_basis
from tests.letters import hostile
from tests.letters.gold import SAMPLES
from tests.run import FULL
from tests.web.test_random_states import text_of

pytestmark = pytest.mark.django_db
SEED = int(os.environ.get("AGENDAVOLGER_DRILLS_SEED", "1"))
READ, SENT = (2_500, 150) if FULL else (60, 6)

WORD_FILE = hostile.docx(hostile.BODY + hostile.paragraph(hostile.TEXT) * 3 + hostile.END)
PAGE = (SAMPLES / "fictief-html-telecomraad.html").read_bytes()
PUBLICATION = f"<?xml version='1.0'?><kamerstuk><al>{hostile.TEXT}</al></kamerstuk>".encode()
WHOLE = {
    "pdf": hostile.pdf_letter(),
    "docx": WORD_FILE,
    "html": PAGE,
    "xml": PUBLICATION,
    "txt": (SAMPLES / "fictief-navo-fmm.txt").read_bytes(),
}
# Files that are two things at once.
GLUED = {
    "page in a picture": b"GIF89a" + b"\x01\0\x01\0\x80\0\0;" + PAGE,
    "page before a pdf": PAGE + WHOLE["pdf"],
    "pdf before a word file": WHOLE["pdf"] + WORD_FILE,
    "word file after a script": b"#!/bin/sh\nexit 0\n" + WORD_FILE,
    "page in a publication": PUBLICATION.replace(b"</al>", b"<script>alert(1)</script></al>" + PAGE[:500]),
    "picture with a script": b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'><script>alert(1)</script></svg>",
    "program": b"MZ\x90\0" + b"\0" * 300,
    "zip bomb": hostile.docx_bomb(2000),
    "zip in zip": hostile.nested_zip(3),
    "empty": b"",
}
TELLING = [
    b"\0" * 8,
    b"\xff" * 4,
    b"<" * 40,
    b"&a;",
    b"]]>",
    b"(" * 99,
    b"<<" * 50,
    b"9" * 60,
    b"endobj",
    b"PK\x03\x04",
]
NAMES = [
    "brief.pdf", "brief.docx", "x.html", "x.xml", "x.txt", "../../etc/passwd", "a\x00b.pdf", "x" * 250 + ".pdf", ".htaccess",
    "con.pdf", "b\u202efdp.exe", "<script>alert(1)</script>.pdf", "b.pdf\r\nX-Injected: 1", "é\u0301.docx", "..", " ",
    "a/b\\c.pdf", '"; filename=x.html', "%00.pdf", "\ufeff.pdf", *[name for name in ODD[:40] if name],
]  # fmt: skip


def bent(dice: random.Random, data: bytes) -> bytes:
    """The file with some bytes changed, dropped, doubled, moved or filled with what means something to a reader."""
    for _time in range(dice.choice([1, 1, 2, 5, 30])):
        at = dice.randrange(len(data) + 1)
        length = min(dice.choice([1, 1, 4, 40, 1000]), len(data) - at)
        piece = data[at : at + length]
        put = dice.choice([b"", dice.randbytes(length), piece * 3, dice.choice(TELLING), piece[::-1]])
        data = data[:at] + put + data[at + length :]
        if len(data) > hostile.MEGABYTE:
            return data[: hostile.MEGABYTE]
    return data if dice.random() < 0.9 else data[: dice.randrange(len(data) + 1)]


def files(dice: random.Random) -> Iterator[tuple[str, bytes]]:
    """Without end: whole and glued files first, then bent ones, each under some name."""
    for data in [*WHOLE.values(), *GLUED.values()]:
        yield dice.choice(NAMES), data
    while True:
        yield dice.choice(NAMES), bent(dice, dice.choice([*WHOLE.values(), *list(GLUED.values())[:6]]))


def test_bent_files_are_read_or_refused_in_one_sentence(record_property):
    dice, wrong, counts = random.Random(SEED), {}, {"read": 0, "refused": 0}
    with Reader() as reader:
        for (name, data), _number in zip(files(dice), range(READ), strict=False):
            try:
                reader.read(data, name)
                counts["read"] += 1
            except UnreadableLetter as refusal:
                counts["refused"] += 1
                if "fout in Agendavolger" in str(refusal) or "\n" in str(refusal) or not str(refusal).endswith("."):
                    wrong[str(refusal)[:200]] = (name, data[:60], str(refusal.__cause__))
    record_property("measured", f"attack, files read: {counts}")
    assert wrong == {}


@pytest.fixture
def desk(db):
    put_basis()
    return logged_in("invoerder")


def sent(client: Client, address: str, field: str, name: str, data: bytes) -> tuple[int, str]:
    client.raise_request_exception = False
    answer = client.post(address, multipart(field, name, data))
    return answer.status_code, place_of(
        answer.exc_info[1]
    ) if answer.status_code >= 500 and answer.exc_info else text_of(answer)


def multipart(field: str, name: str, data: bytes) -> dict[str, Any]:
    file = SimpleUploadedFile("x.bin", data, "text/html")
    # Past what Django's own constructor makes of it: over the line anything may come that can be written as bytes.
    file._name = name.encode("utf-8", "replace").decode("utf-8")
    return {field: file}


@pytest.mark.parametrize(
    ("page", "field"), [("letter_receive", "letters"), ("ministerialmeeting_calendar", "calendar")]
)
def test_files_sent_to_the_desk_are_never_a_fault_and_never_run(desk, record_property, page, field):
    address, dice, wrong = reverse(f"admin:agenda_tracker_{page}"), random.Random(SEED), {}
    for (name, data), number in zip(files(dice), range(SENT if field == "letters" else SENT * 2), strict=False):
        given = (
            data
            if field == "letters"
            else bent(dice, b"gremium;begin;einde\r\nRaad;2027-03-18;\r\n")
            if number % 2
            else data
        )
        status, said = sent(desk, address, field, name, given)
        if status >= 500 or "<script>alert" in said:
            wrong[f"{status} {said[:300]}"] = (name, given[:80])
    record_property("measured", f"attack, files sent to {page}: {number + 1}")
    assert wrong == {}


def test_whatever_was_received_is_only_ever_downloaded(desk):
    for name, data in GLUED.items():
        sent(desk, reverse("admin:agenda_tracker_letter_receive"), "letters", f"{name}.html", data)
    kept = LetterSource.objects.exclude(file="")
    assert kept.count() >= 6
    for source in kept:
        answer = desk.get(reverse("admin:agenda_tracker_lettersource_file", args=[source.pk]))
        answer.getvalue()
        assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("application/octet-stream", "nosniff")
        assert answer["Content-Disposition"].startswith("attachment;")
        assert "sandbox" in answer["Content-Security-Policy"]
        assert "html" not in source.file.name.rpartition("/")[2]
