"""The rows of one letter's text: sections, paragraphs, footnotes, references, and the positions quoted from them."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from agenda_tracker.models import GovernmentPosition, KamerstukReference, LetterKind, Section
from agenda_tracker.models.fields import fold

from .meetings import Item
from .positions import Said, say
from .world import Subject, World, noon

Review, Role, Found = GovernmentPosition.Review, Section.Role, KamerstukReference.Status
# How many positions an item gets: none, one, … four.
POSITIONS = {
    LetterKind.AGENDA: (15, 40, 28, 12, 5),
    LetterKind.SUPPLEMENT: (20, 40, 30, 10, 0),
    LetterKind.REPORT: (38, 34, 18, 7, 3),
    LetterKind.OTHER: (40, 40, 20, 0, 0),
}
# How many of a hundred are still suggested, confirmed, rejected.
REVIEWS = {"draft": (70, 25, 5), "published": (4, 93, 3), "withdrawn": (2, 95, 3)}


@dataclass
class Cited:
    """Where a text names a paper or dossier."""

    start: int
    written: str
    normal: str
    status: str
    kamerstuk: int | None = None
    dossier: int | None = None


@dataclass
class Text:
    """Writes one letter's text; remembers what of it strangers will see once it is published."""

    world: World
    letter: int
    day: date
    kind: LetterKind
    status: str
    answer: int | None = None
    order: dict[str, int] = field(
        default_factory=lambda: dict.fromkeys(("section", "paragraph", "note", "position"), 0)
    )
    confirmed: list[int] = field(default_factory=list)
    papers: set[int] = field(default_factory=set)
    dossiers: set[int] = field(default_factory=set)

    def next(self, what: str) -> int:
        self.order[what] += 1
        return self.order[what]

    def introduction(self, about: str) -> None:
        section = self._section("Inleiding", Role.INTRODUCTION, None, 1)
        self._paragraph(section, self.world.subject(), [f"Hierbij ontvangt u een verzonnen brief over {about}."])

    def treat(self, item: Item) -> None:
        """A section on an agenda item: what it is about, and what the cabinet says."""
        chance = self.world.chance
        section = self._section(item.title, Role.RESULT if self.kind == LetterKind.REPORT else Role.CONTENT, item.pk, 1)
        self._paragraph(section, item.subject, [])
        count = chance.choices(range(5), POSITIONS[self.kind])[0]
        if count and chance.random() < 0.5:
            section = self._section("Inzet Nederland", Role.POSITION, item.pk, 2)
        said = [say(self.world.vocabulary, chance.choice(item.subject.words), self.day) for _one in range(count)]
        for some in (said[:2], said[2:]):
            if some:
                self._argue(section, item, some)

    def _section(self, heading: str, role: str, item: int | None, level: int) -> int:
        pk = next(self.world.rows.sections.ids)
        self.world.rows.sections.add(
            id=pk,
            letter_id=self.letter,
            order=self.next("section"),
            heading=heading,
            level=level,
            role=role,
            agenda_item_id=item,
        )
        return pk

    def _paragraph(self, section: int, subject: Subject, sentences: list[str]) -> tuple[int, str]:
        """The sentences and some more, with a paper named at the end and a footnote, both now and then."""
        chance, rows, vocabulary = self.world.chance, self.world.rows, self.world.vocabulary
        more = 1 if sentences else chance.randint(2, 4)
        sentences = [*sentences, *(vocabulary.sentence(chance.choice(subject.words)) for _one in range(more))]
        text, pk = " ".join(sentences), next(rows.paragraphs.ids)
        cited = []
        if chance.random() < 0.34:
            cited = [self._cite(subject, len(text) + len(" Zie "))]
            text += f" Zie {cited[0].written}."
        order = self.next("paragraph")
        rows.paragraphs.add(id=pk, letter_id=self.letter, section_id=section, order=order, number=str(order), text=text)
        self._refer(cited, paragraph=pk)
        if chance.random() < 0.5:
            self._footnote(pk, len(text), subject)
        return pk, text

    def _footnote(self, paragraph: int, offset: int, subject: Subject) -> None:
        rows, text, cited = self.world.rows, "Zie", list[Cited]()
        for _one in range(self.world.chance.choice((1, 1, 2))):
            text += " en " if cited else " "
            cited.append(self._cite(subject, len(text)))
            text += cited[-1].written
        pk, order = next(rows.footnotes.ids), self.next("note")
        rows.footnotes.add(
            id=pk,
            letter_id=self.letter,
            order=order,
            marker=str(order),
            text=f"{text}.",
            paragraph_id=paragraph,
            offset=offset,
        )
        self._refer(cited, footnote=pk)

    def _cite(self, subject: Subject, start: int) -> Cited:
        """A paper of the subject's dossiers or of any, rather a recent one; some mean a dossier, some are not known."""
        chance, world = self.world.chance, self.world
        place = chance.choice(subject.dossiers) if chance.random() < 0.6 else world.any_dossier()
        dossier, dice = world.dossiers[place], chance.random()
        count = len(dossier.papers)
        if dice < 0.12 or not count:
            return Cited(start, dossier.reference.display, dossier.reference.normal, Found.RESOLVED, None, dossier.pk)
        number = count - int(count * chance.random() ** 3)
        paper = dossier.paper(number)
        if dice < 0.16:
            strange = dossier.paper(9_900 + number % 99)
            return Cited(start, strange.display, strange.normal, Found.UNKNOWN)
        if dice < 0.18:
            both = f"{paper.normal};{dossier.paper(number + 1).normal}"
            return Cited(start, f"{paper.display} of {number + 1}", both, Found.AMBIGUOUS)
        self.dossiers.add(dossier.pk)
        return Cited(start, paper.display, paper.normal, Found.RESOLVED, dossier.papers[number - 1])

    def _refer(self, cited: list[Cited], paragraph: int | None = None, footnote: int | None = None) -> None:
        for one in cited:
            self.papers.update([one.kamerstuk] if one.kamerstuk else [])
            self.dossiers.update([one.dossier] if one.dossier else [])
            self.world.rows.references.add(
                id=next(self.world.rows.references.ids),
                letter_id=self.letter,
                paragraph_id=paragraph,
                footnote_id=footnote,
                start=one.start,
                end=one.start + len(one.written),
                as_written=one.written,
                normal_form=one.normal,
                status=one.status,
                kamerstuk_id=one.kamerstuk,
                dossier_id=one.dossier,
            )

    def _argue(self, section: int, item: Item, said: list[Said]) -> None:
        paragraph, text = self._paragraph(section, item.subject, [one.sentence for one in said])
        place = 0
        for one in said:
            spans = [(place, place + len(one.sentence))]
            place += len(one.sentence) + 1
            if self.world.chance.random() < 0.08:  # also rests on what follows
                spans.append((place, text.index(".", place) + 1))
            self._position(item, one, paragraph, text, spans)

    def _position(self, item: Item, said: Said, paragraph: int, text: str, spans: list[tuple[int, int]]) -> None:
        rows, chance = self.world.rows, self.world.chance
        pk = next(rows.positions.ids)
        review = chance.choices((Review.SUGGESTED, Review.CONFIRMED, Review.REJECTED), REVIEWS[self.status])[0]
        if review == Review.CONFIRMED:
            self.confirmed.append(pk)
        rows.positions.add(
            id=pk,
            letter_id=self.letter,
            agenda_item_id=item.pk,
            order=self.next("position"),
            wording=said.wording,
            kind=said.kind,
            stance=said.stance,
            amount_eur=said.amount,
            due_date=said.due,
            due_as_written=said.due_as_written,
            fulfilled_by_id=self.answer if said.due and chance.random() < 0.3 else None,
            review=review,
            reviewed_at=None if review == Review.SUGGESTED else noon(self.day + timedelta(days=1)),
            rule="voorbeeld",
            confidence=round(chance.uniform(0.5, 0.99), 2),
            quotes_key=fold(" ".join(text[start:end] for start, end in spans)),
        )
        for topic in item.subject.topics:
            rows.position_topics.add(id=next(rows.position_topics.ids), governmentposition_id=pk, topic_id=topic)
        for start, end in spans:
            rows.evidence.add(id=next(rows.evidence.ids), position_id=pk, paragraph_id=paragraph, start=start, end=end)
