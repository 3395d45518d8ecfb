"""Bytes to text, and refusals in one Dutch sentence."""

import codecs

import pytest

from agenda_tracker.letters import UnreadableLetter, extract_text

TEXT = "Geachte voorzitter, het gaat om Oekraïne – en om € 5 mln.\n"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        TEXT.encode("utf-16"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("cp1252"),
    ],
    ids=["utf-8", "utf-8-bom", "utf-16", "utf-16-be", "windows-1252"],
)
def test_text_is_read_in_every_encoding(data):
    assert extract_text(data) == TEXT


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "Het bestand x.txt is leeg; kies een bestand met de tekst van de brief."),
        (b" \r\n\t\x0c", "Het bestand x.txt is leeg; kies een bestand met de tekst van de brief."),
        (b"\x00\x00\x00", "Het bestand x.txt is leeg; kies een bestand met de tekst van de brief."),
        (b"%PDF-1.7\n", "Het bestand x.txt is een PDF-bestand en PASTE"),
        (b"PK\x03\x04rest", "Het bestand x.txt is een Word- of zipbestand en PASTE"),
        (b"\x89PNG\r\n\x1a\n", "Het bestand x.txt is een afbeelding en PASTE"),
        (b"\xff\xd8\xff\xe0abc", "Het bestand x.txt is een afbeelding en PASTE"),
        (b"abc\x00def\x00", "Het bestand x.txt is geen tekstbestand en PASTE"),
        (b"\x01\x02\x03\x04abc", "Het bestand x.txt is geen tekstbestand en PASTE"),
        (b"12 34 -- 56\n", "In het bestand x.txt staat geen leesbare tekst; plak de tekst zelf."),
        (
            b"\x81abc\x8d",
            "Het bestand x.txt heeft een onbekende tekencodering; sla de tekst op als UTF-8 en probeer het opnieuw.",
        ),
        (
            codecs.BOM_UTF16_LE + b"a",
            "Het bestand x.txt heeft een onbekende tekencodering; sla de tekst op als UTF-8 en probeer het opnieuw.",
        ),
    ],
)
def test_unreadable_data_is_refused_with_what_to_do(data, message):
    with pytest.raises(UnreadableLetter) as caught:
        extract_text(data, "x.txt")
    paste = "deze versie leest alleen tekst. Kopieer de tekst van de brief en plak die."
    assert str(caught.value) == message.replace("PASTE", paste)
