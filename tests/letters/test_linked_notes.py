"""Footnotes of a page, whatever program or site made them."""

import pytest

from agenda_tracker.letters.carriers.note_text import clean_note

from .test_markup import read, shown

# The mark in the text and the note, as programs and sites write them.
LINKED = {
    "word": (
        '<a href="#_ftn1" name="_ftnref1" title=""><span><![if !supportFootnotes]>[1]<![endif]></span></a>',
        '<div><br><hr><div id=ftn1><p><a href="#_ftnref1" name="_ftn1"><span>[1]</span></a> De noot.</p></div></div>',
    ),
    "libreoffice": (
        '<a name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a>',
        '<div id="sdfootnote1"><p><a name="sdfootnote1sym" href="#sdfootnote1anc">1</a>De noot.</p></div>',
    ),
    "pandoc": (
        '<a href="#fn1" class="footnote-ref" id="fnref1"><sup>1</sup></a>',
        '<section class="footnotes"><hr><ol><li id="fn1"><p>De noot.<a href="#fnref1">↩︎</a></p></li></ol></section>',
    ),
    "markdown": (
        '<sup id="fnref:1"><a href="#fn:1">1</a></sup>',
        '<div><h2>Voetnoten</h2><ol><li id="fn:1">De noot. <a href="#fnref:1">Terug</a></li></ol></div>',
    ),
    "wiki": (
        '<sup>[<a href="#n1" id="r1">1</a>]</sup>',
        '<ol><li id="n1"><a href="#r1">↑</a> <span>De noot.</span></li></ol>',
    ),
    "docutils": (
        '<a href="#id2" id="id1">[1]</a>',
        '<table id="id2"><tr><td><a href="#id1">[1]</a></td><td>De noot.</td></tr></table>',
    ),
    "anchor before": ('<sup><a href="#a">1</a></sup>', '<a name="a"></a><div>X Noot 1 De noot.</div>'),
    "address": ('<sup><a href="https://voorbeeld.nl/brief.html#a">1</a></sup>', '<p id="a">1. De noot.</p>'),
    "no links": ("<sup>1</sup>", "<hr><p><sup>1</sup> De noot.</p>"),
    "no links, published": ("<sup>1</sup>", "<h5>X Noot</h5><p>1</p><p>De noot.</p><p>Naar boven</p>"),
    "definition": ('<sup><a href="#a">1</a></sup>', '<dl><dt id="a">1</dt><dd>De noot.</dd></dl>'),
    "after more text": (
        '<sup><a href="#a">1</a></sup>',
        '<p>Slot.</p><div id="a"><sup>1</sup> <em>De noot.</em></div>',
    ),
    "in one block with the text": ('<sup><a href="#a">1</a></sup>', '<br>Slot.<br><a id="a">1</a> De noot.'),
}


@pytest.mark.parametrize("origin", LINKED)
def test_a_footnote_is_taken_out_whatever_made_it(origin):
    mark, note = LINKED[origin]
    document = read(f"<div>De Raad kwam in Turku {mark} bijeen.{note}</div>")
    assert [(one.marker, one.text) for one in document.notes] == [("1", "De noot.")]
    assert shown(document)[0] == "De Raad kwam in Turku[1] bijeen."
    assert shown(document)[1:] in ([], ["Slot."])


def test_several_notes_in_one_paragraph_are_told_apart():
    marks = "".join(f'<p>Zin{number}<sup><a href="#n{number}">{number}</a></sup></p>' for number in (1, 2))
    for apart in ("<br>", " "):
        notes = apart.join(f'<a name="n{number}">{number}</a> Noot {number}.' for number in (1, 2))
        document = read(f"{marks}<p>{notes}</p>")
        assert [note.text for note in document.notes] == ["Noot 1.", "Noot 2."]
        assert shown(document) == ["Zin1[1]", "Zin2[2]"]


def test_links_that_are_no_footnotes_stay_text():
    contents = '<ul><li><a href="#h1">1</a> Inhoud</li></ul><h2 id="h1">1. Inhoud</h2>'
    document = read(f'{contents}<p>Zie paragraaf <a href="#p3">3</a>.</p><p id="p3">3 Slot</p>')
    assert document.notes == ()
    assert shown(document) == ["- 1 Inhoud", "1. Inhoud", "Zie paragraaf 3.", "3 Slot"]


def test_raised_figures_without_a_note_stay():
    assert shown(read("<p>Dat is 40 km<sup>2</sup> of 3<sup>e</sup> plaats.</p>")) == ["Dat is 40 km² of 3e plaats."]


def test_two_marks_of_one_note_and_a_note_of_two_paragraphs():
    document = read(
        '<p>Een<sup><a href="#a">1</a></sup> en twee<sup><a href="#b">2</a>, <a href="#a">1</a></sup>.</p>'
        '<div id="a" class="noot"><p>1 Eerste alinea.</p><p>Tweede alinea.</p></div><div id="b"><p>2 Noot b.</p></div>'
    )
    assert shown(document) == ["Een[1] en twee[2][1]."]
    assert [note.text for note in document.notes] == ["Eerste alinea. Tweede alinea.", "Noot b."]


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        ("X Noot 1 De noot.", "De noot."),
        ("¹De noot.", "De noot."),
        ("[1] De noot. ↩︎ [Terug]", "De noot."),
        ("1: De noot. Terug naar de tekst", "De noot."),
        ("Noot van de redactie", "Noot van de redactie"),
        ("1e lezing", "1e lezing"),
        ("12 mei 2031", "12 mei 2031"),
        ("De Kamer komt hierop terug", "De Kamer komt hierop terug"),
    ],
)
def test_a_note_is_its_text_alone(printed, text):
    assert clean_note(printed, "1") == text
