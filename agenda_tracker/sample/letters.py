"""The rows of the letters about one meeting: agenda, supplement, report; and of letters about none."""

from datetime import date, datetime, timedelta

from agenda_tracker.models import Letter, LetterKind, Signatory

from .journal import Journal
from .meetings import Item, Meeting
from .texts import Text
from .world import Body, InDossier, World, noon

NOTE = "Verzonnen brief, gemaakt om mee te meten en te oefenen; geen minister heeft hem geschreven."
WITHDRAWN = "Verzonnen brief die is ingetrokken om dat te kunnen tonen."
Status = Letter.Status
KIND_WORDS = {
    LetterKind.AGENDA: "geannoteerde-agenda",
    LetterKind.SUPPLEMENT: "aanvulling",
    LetterKind.REPORT: "verslag",
    LetterKind.OTHER: "brief",
}
SUBJECTS = {
    LetterKind.AGENDA: "Geannoteerde agenda {}",
    LetterKind.SUPPLEMENT: "Aanvulling op de geannoteerde agenda {}",
    LetterKind.REPORT: "Verslag {}",
    LetterKind.OTHER: "Brief over {}",
}


class Letters:
    """Writes letters about the meetings it is given, and in the journal what of them strangers see."""

    def __init__(self, world: World, journal: Journal) -> None:
        self.world, self.journal, self.count = world, journal, 0

    def about(self, meeting: Meeting, most: int) -> None:
        """The usual letters about one meeting, and now and then one about none; at most so many."""
        chance, start = self.world.chance, meeting.start
        kinds = [
            kind for kind, share in ((LetterKind.AGENDA, 0.92), (LetterKind.SUPPLEMENT, 0.1)) if chance.random() < share
        ]
        kinds += [LetterKind.REPORT] if chance.random() < 0.75 or not kinds else []
        kinds = kinds[:most]
        pks = {kind: next(self.world.rows.letters.ids) for kind in kinds}
        for kind in kinds:
            late = {LetterKind.AGENDA: -chance.randint(8, 14), LetterKind.SUPPLEMENT: -chance.randint(1, 6)}
            day = start + timedelta(days=late.get(kind, chance.randint(5, 20)))
            items = self._treated(meeting.items, kind)
            self._write(pks, kind, day, meeting.body, meeting.name, items, meeting)
        if len(kinds) < most and chance.random() < 0.05:
            other, kind = next(self.world.rows.letters.ids), LetterKind.OTHER
            self._write({kind: other}, kind, start, meeting.body, self.world.subject().title, [], None)

    def _treated(self, items: list[Item], kind: LetterKind) -> list[Item]:
        chance = self.world.chance
        if kind == LetterKind.SUPPLEMENT:
            return chance.sample(items, min(3, len(items)))
        share = 0.92 if kind == LetterKind.AGENDA else 0.86
        return [item for item in items if chance.random() < share]

    def _write(
        self,
        pks: dict[LetterKind, int],
        kind: LetterKind,
        day: date,
        body: Body,
        about: str,
        items: list[Item],
        meeting: Meeting | None,
    ) -> None:
        rows, chance, pk = self.world.rows, self.world.chance, pks[kind]
        self.count += 1
        status = chance.choices((Status.PUBLISHED, Status.DRAFT, Status.WITHDRAWN), (95, 3, 2))[0]
        published = None if status == Status.DRAFT else noon(day + timedelta(days=chance.randint(0, 3)))
        subject = SUBJECTS[kind].format(about)
        rows.letters.add(
            id=pk,
            kind=kind,
            subject=subject,
            date=day,
            to_tk=True,
            to_ek=chance.random() < 0.4,
            supplements_id=pks.get(LetterKind.AGENDA) if kind == LetterKind.SUPPLEMENT else None,
            text_note=NOTE,
            status=status,
            slug=f"{day.isoformat()}-{KIND_WORDS[kind]}-{body.formation.slug}-v{self.count}",
            first_published_at=published,
            withdrawal_note=WITHDRAWN if status == Status.WITHDRAWN else "",
            created_at=noon(day),
        )
        if meeting:
            row = next(rows.treatments.ids)
            rows.treatments.add(id=row, letter_id=pk, meeting_id=meeting.pk, kind=kind, order=0)
        self._sign(pk, body, day)
        text = Text(self.world, pk, day, kind, status, pks.get(LetterKind.REPORT))
        self._number(text, subject, body, items)
        text.introduction(about)
        for item in items:
            text.treat(item)
        self._in_journal(text, published, items, meeting)

    def _sign(self, pk: int, body: Body, day: date) -> None:
        rows, chance = self.world.rows, self.world.chance
        offices = [body.office] + ([chance.choice(self.world.bodies).office] if chance.random() < 0.15 else [])
        for order, office in enumerate(offices):
            holder, name = self.world.holder_on(office.pk, day)
            role = Signatory.Role.ON_BEHALF if order else Signatory.Role.SIGNS
            rows.signatories.add(
                id=next(rows.signatories.ids),
                letter_id=pk,
                order=order,
                role=role,
                office_as_printed=f"De {office.name}",
                name_as_printed=name,
                office_id=office.pk,
                holder_id=holder,
            )

    def _number(self, text: Text, subject: str, body: Body, items: list[Item]) -> None:
        """The letter's own paper and the dossiers above it; and what else came out that day."""
        world, chance = self.world, self.world.chance
        places = [body.dossier, *(chance.choice(item.subject.dossiers) for item in items[:1])]
        if text.status != Status.DRAFT:
            pk, _reference, dossier = world.new_paper(places[0], subject, text.day, text.letter)
            text.papers.add(pk)
            text.dossiers.add(dossier.pk)
        for place in dict.fromkeys(places):
            self._above(text, world.dossiers[place])
        for _one in range(3):
            title = f"Verzonnen stuk over {world.subject().title}" if chance.random() < 0.6 else ""
            world.new_paper(world.any_dossier(), title, text.day, None)

    def _above(self, text: Text, dossier: InDossier) -> None:
        row = next(self.world.rows.above.ids)
        self.world.rows.above.add(id=row, letter_id=text.letter, dossier_id=dossier.pk)
        text.dossiers.add(dossier.pk)

    def _in_journal(self, text: Text, at: datetime | None, items: list[Item], meeting: Meeting | None) -> None:
        if at is None:
            return
        if text.status == Status.WITHDRAWN:
            self.journal.passing(at, "letter", [text.letter], text.letter)
            self.journal.passing(at, "position", text.confirmed, text.letter)
            return
        self.journal.became(at, "letter", [text.letter], text.letter)
        self.journal.became(at, "position", text.confirmed, text.letter)
        self.journal.once(at, "meeting", [meeting.pk] if meeting else [], text.letter)
        self.journal.once(at, "item", [item.pk for item in items], text.letter)
        self.journal.once(at, "kamerstuk", sorted(text.papers), text.letter)
        self.journal.once(at, "dossier", sorted(text.dossiers), text.letter)
