"""Footnotes in mid-text and their glued marks."""

import pytest

from agenda_tracker.letters import read_letter

HEAD = (
    "Datum 3 mei 2030\nBetreft Geannoteerde agenda Milieuraad van 9 mei 2030\n\n"
    "Geachte voorzitter,\n\nHierbij stuur ik u de agenda.\n\nWater\n\n"
)
TAIL = "\n\nHoogachtend,\n\nDE MINISTER VAN PROEVEN\n\nA. Proef\n"


def read(body):
    return read_letter(HEAD + body + TAIL)


def places(reading):
    """(marker, words before the mark) of every footnote."""
    result = []
    for note in reading.footnotes:
        if note.section is None:
            result.append((note.marker, None))
            continue
        text = reading.sections[note.section].paragraphs[note.paragraph]
        result.append((note.marker, text[: note.offset].split()[-1]))
    return result


@pytest.mark.parametrize(
    ("written", "word", "clean"),
    [
        ("Dat schreef Proefman1 al eerder.", "Proefman", "Dat schreef Proefman al eerder."),
        ("Dat was in Graanland.1 Nu niet.", "Graanland.", "Dat was in Graanland. Nu niet."),
        ("Door nieuwe dreigingen,1 zoals hagel.", "dreigingen,", "Door nieuwe dreigingen, zoals hagel."),
        ("Sinds november 20231 is dat zo.", "2023", "Sinds november 2023 is dat zo."),
        ("Dat was zo in 2031.1 Nu niet meer.", "2031.", "Dat was zo in 2031. Nu niet meer."),
        ("Het plan (WIP)1 is af.", "(WIP)", "Het plan (WIP) is af."),
        ("Het heet ‘waterplan’1 en is af.", "‘waterplan’", "Het heet ‘waterplan’ en is af."),
        ("Dat schreef Proefman[1] al eerder.", "Proefman", "Dat schreef Proefman al eerder."),
        ("Dat schreef Proefman¹ al eerder.", "Proefman", "Dat schreef Proefman al eerder."),
    ],
)
def test_a_glued_mark_is_taken_out(written, word, clean):
    reading = read(f"{written}\n\n1 Zie de bijlage.\n")
    assert places(reading) == [("1", word)]
    assert reading.sections[-1].paragraphs == (clean,)
    assert reading.footnotes[0].text == "Zie de bijlage."


def test_a_sentence_goes_on_behind_the_footnotes():
    body = (
        "De waterschappen hebben gezamenlijk afgesproken1 dat de meting van het peil voortaan door één dienst\n"
        "wordt gedaan, zodat iedereen dezelfde cijfers ziet en de gemeenten langs de rivier op tijd maatregelen\n\n"
        "1 Brief van de\nwaterschappen.\n 2031 kunnen nemen als dat nodig is.\n"
    )
    reading = read(body)
    assert len(reading.sections[-1].paragraphs) == 1
    assert reading.sections[-1].paragraphs[0].endswith("op tijd maatregelen 2031 kunnen nemen als dat nodig is.")
    assert reading.footnotes[0].text == "Brief van de waterschappen."


def test_two_notes_below_each_other():
    reading = read("Een dijk1 en een sluis2 zijn nodig.\n\n1 Zie deel een.\n2 Zie deel twee.\n")
    assert places(reading) == [("1", "dijk"), ("2", "sluis")]
    assert [note.text for note in reading.footnotes] == ["Zie deel een.", "Zie deel twee."]


def test_an_acronym_with_a_figure_is_not_the_mark_when_a_surer_one_exists():
    reading = read("De IP1 en het plan1 zijn besproken.\n\n1 Zie het plan.\n")
    assert places(reading) == [("1", "plan")]


@pytest.mark.parametrize("line", ["1 mei is een vrije dag.", "120 boten varen uit.", "1. Eerste punt van de lijst."])
def test_a_line_that_begins_with_a_figure_is_no_footnote(line):
    assert read(f"Het peil1 stijgt\n{line}\n").footnotes == ()


def test_a_figure_without_a_mark_is_no_footnote():
    assert read("Het peil stijgt.\n\n1 Dit is geen noot.\n").footnotes == ()


def test_notes_below_the_signature_are_notes_too():
    reading = read_letter(HEAD + "Het peil1 stijgt." + TAIL + "\n1 Zie Kamerstuk 28 676, nr. 12.\n")
    assert places(reading) == [("1", "peil")]
    assert [(ref.kamerstuk, ref.footnote) for ref in reading.references] == [("28676-12", 0)]


def test_a_note_ends_with_its_short_last_line():
    body = (
        "Het waterschap meet het peil1 elke dag en stuurt de uitkomst daarvan aan de gemeenten langs de rivier.\n\n"
        "1 Zie het besluit van het waterschap over de metingen, dat in mei in werking is getreden en sindsdien\n"
        "ook geldt voor beken.\n"
        "De Raad spreekt daar verder niet over, omdat de Commissie nog geen voorstel heeft gedaan over beken.\n"
    )
    reading = read(body)
    assert reading.footnotes[0].text.endswith("sindsdien ook geldt voor beken.")
    assert [len(section.paragraphs) for section in reading.sections] == [1, 2]


def notes_of(body):
    reading = read(body)
    return [(note.marker, note.text) for note in reading.footnotes], reading


def test_notes_numbered_like_a_list_are_notes_when_their_marks_stand_in_the_text():
    body = (
        "Dat schreef Proefman1 al eerder. Het plan is af.2\n\n1. Zie het verslag van\nvorig jaar.\n2. Zie de bijlage.\n\n"
        "Het vervolg komt later.\n"
    )
    notes, reading = notes_of(body)
    assert notes == [("1", "Zie het verslag van vorig jaar."), ("2", "Zie de bijlage.")]
    assert reading.sections[-1].paragraphs == (
        "Dat schreef Proefman al eerder. Het plan is af.",
        "Het vervolg komt later.",
    )


def test_a_numbered_list_below_a_name_with_a_figure_is_no_footnote():
    notes, _reading = notes_of(
        "Het plan heet Horizon1 en telt twee delen:\n\n1. Water\n\n2. Lucht\n\nMeer is er niet.\n"
    )
    assert notes == []


def test_a_mark_behind_the_number_of_a_paper_is_taken_when_there_is_no_other():
    notes, reading = notes_of(
        "Zie Kamerstuk 29 023, nrs. 455 en 4611. Het plan is af.\n\n1 Een brief van vorig jaar.\n"
    )
    assert notes == [("1", "Een brief van vorig jaar.")]
    assert [one.kamerstuk for one in reading.references] == ["29023-455", "29023-461"]


def test_two_papers_that_could_carry_the_mark_keep_their_numbers():
    notes, reading = notes_of("Zie Kamerstuk 29 023, nrs. 4551 en 4611.\n\n1 Een brief van vorig jaar.\n")
    assert notes == []
    assert [one.kamerstuk for one in reading.references] == ["29023-4551", "29023-4611"]


def test_a_note_may_stand_in_one_block_with_others_above_the_lines_that_hold_its_mark():
    notes, _reading = notes_of("Dat schreef Proefman1 al.\n\n1 Zie boven.\n2 Zie onder.\n\nHet plan is af.2\n")
    assert notes == [("1", "Zie boven."), ("2", "Zie onder.")]
