"""Which carrier a file is, text in every encoding, and refusals in one Dutch sentence."""

import codecs
import io
import zipfile

import pytest

from agenda_tracker.letters import UnreadableLetter, extract
from agenda_tracker.letters.extract import in_words, read_plain

TEXT = "Geachte voorzitter,\n\nhet gaat om Oekraïne – en om € 5 mln.\n"
LINES = ["Geachte voorzitter,", "", "het gaat om Oekraïne – en om € 5 mln."]


def lines_of(document):
    return [line.text for line in document.lines][: len(LINES)]


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        TEXT.encode("utf-16"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        TEXT.encode("utf-32"),
        TEXT.encode("cp1252"),
        TEXT.replace("\n", "\r\n").encode("cp1252"),
    ],
    ids=[
        "utf-8",
        "utf-8-bom",
        "utf-16",
        "utf-16-be",
        "utf-16-le-no-bom",
        "utf-16-be-no-bom",
        "utf-32",
        "windows-1252",
        "windows-1252-crlf",
    ],
)
def test_text_is_read_in_every_encoding(data):
    document = extract(data, "brief.pdf")
    assert (document.carrier, lines_of(document)) == ("text", LINES)


def test_latin_1_letters_are_read():
    assert lines_of(extract("Zoë is financiële".encode("latin-1"))) == ["Zoë is financiële"]


def test_one_wrong_byte_does_not_spoil_the_others():
    whole = "Oekraïne, België, coördinatie: één zin over reële reïntegratie"
    cut = f"{whole} ë".encode()[:-1]
    assert lines_of(extract(cut)) == [f"{whole} \ufffd"]
    assert lines_of(extract(f"{whole} € 5".encode().replace("€".encode(), b"\x80"))) == [f"{whole} \ufffd 5"]


PASTE = "kopieer de tekst van de brief en plak die."
CODING = "Het bestand x.txt heeft een onbekende tekencodering; sla de tekst op als UTF-8 en probeer het opnieuw."
NO_FILE = (
    f"Het bestand x.txt is geen leesbaar bestand; Agendavolger leest PDF, Word (.docx), HTML, XML en tekst. Of {PASTE}"
)
EMPTY = "Het bestand x.txt is leeg; kies een bestand met de tekst van de brief."
IMAGE = "Het bestand x.txt is een afbeelding zonder tekst; laat er tekstherkenning (OCR) op los, of typ of plak de tekst zelf."
PACKED = f"Het bestand x.txt is een ingepakt bestand; pak het uit en lever de brief zelf aan, of {PASTE}"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", EMPTY),
        (b" \r\n\t\x0c", EMPTY),
        (b"\x00\x00\x00", EMPTY),
        (b"\x89PNG\r\n\x1a\n", IMAGE),
        (b"\xff\xd8\xff\xe0abc", IMAGE),
        (b"\x1f\x8b\x08rest", PACKED),
        (b"{\\rtf1 Geachte}", f"Het bestand x.txt is een RTF-bestand; sla het in Word op als .docx, of {PASTE}"),
        (b"abc\x00def\x00", NO_FILE),
        (b"\x01\x02\x03\x04abc", NO_FILE),
        (b"12 34 -- 56\n", "In het bestand x.txt staat geen leesbare tekst; plak de tekst zelf."),
        (b"\x81abc\x8d", CODING),
        (codecs.BOM_UTF16_LE + b"a", CODING),
    ],
)
def test_unreadable_data_is_refused_with_what_to_do(data, message):
    with pytest.raises(UnreadableLetter) as caught:
        extract(data, "x.txt")
    assert str(caught.value) == message


def zipped(**files):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/"), content)
    return buffer.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 504
OTHERS = {
    "damaged": (b"PK\x03\x04rest", "is een beschadigd Word- of zipbestand"),
    "spreadsheet": (zipped(xl__workbook="x"), "is een Excel- of PowerPointbestand"),
    "opendocument": (zipped(mimetype="x", **{"META-INF__manifest": "x"}), "is een OpenDocument-bestand"),
    "zip": (zipped(brief="x"), "is een zipbestand zonder Word-document"),
    "old word": (OLE, "is een oud Word- of Outlookbestand"),
    "locked docx": (OLE + "EncryptedPackage".encode("utf-16-le"), "is met een wachtwoord beveiligd"),
}


@pytest.mark.parametrize("name", OTHERS)
def test_other_office_files_are_called_by_their_name(name):
    data, kind = OTHERS[name]
    with pytest.raises(UnreadableLetter) as caught:
        extract(data, "brief.docx")
    assert str(caught.value).startswith(f"Het bestand brief.docx {kind}")


def test_a_letter_about_tags_stays_text():
    assert extract(b"Geachte voorzitter,\n\nhet bedrag is < 5 en > 3.").carrier == "text"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("", "Het bestand"),
        ("brief.txt", "Het bestand brief.txt"),
        ("br\nie\udce9f\x1b[2J.txt", "Het bestand br?ie?f?[2J.txt"),
        ("a" * 300 + ".docx", "Het bestand " + "a" * 180 + "…" + "a" * 14 + ".docx"),
    ],
)
def test_any_file_name_fits_in_a_sentence(name, said):
    assert in_words(name) == said


def test_plain_text_has_a_default_name():
    with pytest.raises(UnreadableLetter, match=r"^In het bestand staat geen leesbare tekst"):
        read_plain(b"123")
