"""Footnotes of PDF letters on pages drawn by hand: marks of every kind, notes over two pages, figures that are none."""

from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

from agenda_tracker.letters.carriers.pdf import read_pdf

from .test_pdf import lines


class Pages:
    """Pages drawn by hand: body lines whose every second part is raised, and small lines at the foot."""

    def __init__(self) -> None:
        self.stream = BytesIO()
        self.canvas = Canvas(self.stream, pagesize=(595, 842))
        self.next_page(first=True)

    def next_page(self, first: bool = False) -> None:
        if not first:
            self.canvas.showPage()
        self.y = 760.0
        for _ in range(6):
            self.body("Dit is een regel van de brief, zo lang dat zij laat zien hoe breed de tekst is gezet.")

    def body(self, *parts: str) -> None:
        x = 79.0
        for number, part in enumerate(parts):
            size = 6.0 if number % 2 else 10.0
            self.canvas.setFont("Helvetica", size)
            self.canvas.drawString(x, self.y + (3.5 if number % 2 else 0), part)
            x += self.canvas.stringWidth(part, "Helvetica", size)
        self.y -= 14

    def notes(self, *texts: str) -> None:
        for number, text in enumerate(texts):
            y = 90.0 - 10 * number
            marked = text[0] in "¹²³"
            if marked:
                self.canvas.setFont("Helvetica", 5)
                self.canvas.drawString(79, y + 2.5, {"¹": "1", "²": "2", "³": "3"}[text[0]])
            self.canvas.setFont("Helvetica", 8)
            self.canvas.drawString(79 + (5 if marked else 0), y, text[2:] if marked else text)

    def done(self) -> bytes:
        self.canvas.showPage()
        self.canvas.save()
        return self.stream.getvalue()


def test_a_footnote_goes_on_over_the_page():
    """A long note is broken off in the middle of a sentence and ends above the notes of the next page."""
    canvas = Pages()
    canvas.body("Tekst met een noot.", "1")
    canvas.notes("¹ De eerste helft van een noot die op de volgende")
    canvas.next_page()
    canvas.body("Meer tekst met een noot.", "2")
    canvas.notes("pagina eindigt.", "² Tweede noot.")
    document = read_pdf(canvas.done())
    assert [note.text for note in document.notes] == [
        "De eerste helft van een noot die op de volgende pagina eindigt.",
        "Tweede noot.",
    ]


def test_notes_at_the_end_of_the_letter_find_their_marks():
    canvas = Pages()
    canvas.body("Tekst met een noot.", "1")
    canvas.next_page()
    canvas.body("Meer tekst met een noot.", "2")
    canvas.next_page()
    canvas.next_page()
    canvas.notes("¹ Eerste noot.", "² Tweede noot.")
    document = read_pdf(canvas.done())
    assert [note.text for note in document.notes] == ["Eerste noot.", "Tweede noot."]
    assert [line for line in lines(document) if "^" in line] == ["Tekst met een noot.^1", "Meer tekst met een noot.^2"]


def test_raised_figures_that_are_no_notes_stay():
    canvas = Pages()
    canvas.body("De oppervlakte is 12 km", "2", " en het volume 10", "6", " m", "3", ".", "1")
    canvas.body("De 1", "e", " fase met IP4 en F-16 loopt tot 2030.", "2")
    canvas.notes("¹ Noot een over m².", "² Noot twee.")
    document = read_pdf(canvas.done())
    assert lines(document)[-2:] == [
        "De oppervlakte is 12 km² en het volume 10⁶ m³.^1",
        "De 1e fase met IP4 en F-16 loopt tot 2030.^2",
    ]
    assert [note.text for note in document.notes] == ["Noot een over m².", "Noot twee."]


def test_a_mark_without_its_footnote_stays_a_raised_figure():
    canvas = Pages()
    canvas.body("Een zin met een verwijzing.", "7")
    assert lines(read_pdf(canvas.done()))[-1] == "Een zin met een verwijzing.⁷"


def test_two_marks_at_one_word():
    canvas = Pages()
    canvas.body("Een zin met twee verwijzingen.", "1,2", " En verder.")
    canvas.notes("¹ Eerste.", "² Tweede.")
    assert lines(read_pdf(canvas.done()))[-1] == "Een zin met twee verwijzingen.^1^2 En verder."
