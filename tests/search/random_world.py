"""A small world of letters, meetings and positions, drawn from a seed; and selections to try on it."""

import datetime
import random

from django.http import QueryDict

from agenda_tracker.models import GovernmentPosition, Letter, MinisterialMeeting
from agenda_tracker.search import LetterFilter, MeetingFilter, PositionFilter
from tests import factories as make

LISTS = {
    PositionFilter: GovernmentPosition,
    LetterFilter: Letter,
    MeetingFilter: MinisterialMeeting,
}
WORDS = (
    "drones sancties visserij begroting klimaat grensbewaking asielprocedure douane luchtverdediging".split()  # noqa: SIM905
)
KINDS = [value for value, _label in GovernmentPosition.Kind.choices]
STANCES = [value for value, _label in GovernmentPosition.Stance.choices]
LETTER_KINDS = ["annotated_agenda", "annotated_agenda", "supplement", "report", "other"]
ORGANISATIONS = ["eu", "eu", "navo", "ovse"]
PAPERS = ["36600-A", "28676-460", "28676-464", "21501-02-2890", "36600-X-3"]
DOSSIERS = ["28676", "21501-02", "36600-X", "36600-A"]


class World:
    """All records of it; drafts, withdrawn letters and suggested positions among them."""

    def __init__(self, seed: int, letters: int = 24) -> None:
        self.draw = random.Random(seed)
        self.topics = self._topics()
        self.ministries = self._ministries()
        self.offices = [make.make_office(ministry=one) for one in self.ministries for _ in range(2)]
        self.bodies = [make.make_formation(organisation=self.draw.choice(ORGANISATIONS)) for _ in range(6)]
        self.meetings = [self._meeting() for _ in range(14)]
        self.letters = [self._letter() for _ in range(letters)]

    def _topics(self):
        found = []
        for _number in range(10):
            parent = self.draw.choice([None, *found]) if found else None
            found.append(make.make_topic(parent=parent, released=self.draw.random() < 0.9))
        return found

    def _ministries(self):
        newest = make.make_ministry()
        middle = make.make_ministry(successor=newest)
        return [
            newest,
            middle,
            make.make_ministry(successor=middle),
            make.make_ministry(successor=newest),
            make.make_ministry(),
        ]

    def _meeting(self):
        day = datetime.date(2022, 1, 1) + datetime.timedelta(days=self.draw.randrange(900))
        body = self.draw.choice(self.bodies)
        while MinisterialMeeting.objects.filter(formation=body, start_date=day).exists():
            day += datetime.timedelta(days=1)
        meeting = make.make_meeting(body, day.isoformat(), released=self.draw.random() < 0.3)
        if self.draw.random() < 0.3:
            meeting.also_with.add(self.draw.choice(self.bodies))
        for number in range(self.draw.randrange(1, 4)):
            item = make.make_item(meeting, f"Punt {number} over {self.draw.choice(WORDS)}")
            item.topics.set(self.draw.sample(self.topics, self.draw.randrange(3)))
        return meeting

    def _letter(self):
        status = self.draw.choices(["published", "draft", "withdrawn"], [8, 1, 1])[0]
        letter = make.make_letter(
            status,
            kind=self.draw.choice(LETTER_KINDS),
            date=(datetime.date(2022, 1, 1) + datetime.timedelta(days=self.draw.randrange(900))).isoformat(),
            to_tk=self.draw.random() < 0.8,
            to_ek=self.draw.random() < 0.5,
            subject=f"Brief over {self.draw.choice(WORDS)}",
        )
        for office in self.draw.sample(self.offices, self.draw.randrange(3)):
            make.make_signatory(letter, office)
        meetings = self.draw.sample(self.meetings, self.draw.randrange(3))
        for meeting in meetings:
            make.make_treatment(letter, meeting, self.draw.choice(LETTER_KINDS))
            self._positions(letter, meeting)
        if not meetings:
            make.make_section(letter)
        self._papers(letter)
        return letter

    def _positions(self, letter, meeting):
        for item in meeting.items.all():
            for _number in range(self.draw.randrange(4)):
                make.make_position(
                    letter,
                    item,
                    f"Nederland is voor {self.draw.choice(WORDS)} en {self.draw.choice(WORDS)}.",
                    self.draw.sample(self.topics, self.draw.randrange(3)),
                    kind=self.draw.choice(KINDS),
                    stance=self.draw.choice(STANCES),
                    review=self.draw.choices(["confirmed", "suggested", "rejected"], [8, 1, 1])[0],
                )

    def _papers(self, letter):
        letter.dossiers.set([make.make_dossier(one) for one in self.draw.sample(DOSSIERS, self.draw.randrange(2))])
        if self.draw.random() < 0.4:
            make.make_kamerstuk(f"28676-{500 + letter.pk}", letter=letter)
        section = letter.sections.first()
        for paper in self.draw.sample(PAPERS + [f"dossier/{one}" for one in DOSSIERS], self.draw.randrange(3)):
            if section:
                make.make_reference(make.make_paragraph(section, f"Zie {paper}."), paper, paper)

    def selection(self) -> tuple[type, str]:
        """A list and a query string with none to four filters."""
        choices = {
            "topic": [topic.slug for topic in self.topics if topic.released],
            "organisation": ["eu", "navo", "ovse", "g7"],
            "formation": [body.slug for body in self.bodies],
            "ministry": [ministry.slug for ministry in self.ministries],
            "letter_kind": ["annotated_agenda", "supplement", "report", "other"],
            "kind": KINDS,
            "stance": STANCES[1:],
            "chamber": ["tk", "ek"],
            "dossier": ["28676", "28676-464", "36600-X", "36600 X, nr. 3", "21501-02", "36600-A", "35000"],
            "year": ["2022", "2023", "2024", "1999"],
            "date_from": ["2022-06-01", "2023-01-01"],
            "date_to": ["2023-06-30", "2024-12-31"],
            "sort": ["oldest", "newest"],
        }
        names = self.draw.sample(sorted(choices), self.draw.randrange(5))
        query = QueryDict(mutable=True)
        for name in names:
            query[name] = self.draw.choice(choices[name])
        return self.draw.choice(list(LISTS)), query.urlencode()

    def form_of(self, filter_class, query: str):
        return filter_class(QueryDict(query), queryset=LISTS[filter_class].objects.public())
