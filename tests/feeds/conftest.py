"""One published letter with all that a table tells, shared by the tests of what can be taken away."""

from decimal import Decimal

import pytest

from agenda_tracker.models import GovernmentPosition, journalled
from tests import factories as make


@pytest.fixture(autouse=True)
def no_history(forgetting):
    """Not made, because nothing here would look at it."""


@pytest.fixture
def world(db):
    """The letter `agenda` on the meeting `navo`, with one position on Munitie, published through the journal."""
    body = make.make_formation("NAVO-ministers van Defensie", organisation="navo", abbreviation="DMM", slug="dmm")
    day = make.datetime.date(2024, 10, 18)
    meeting = make.make_meeting(body, "2024-10-17", slug="navo", end_date=day, country="België", state="held")
    letter = make.make_letter(meeting=meeting, slug="agenda", subject="Geannoteerde agenda DMM")
    make.make_signatory(letter, make.make_office("Minister van Defensie"))
    make.make_signatory(letter, make.make_office("Minister van Buitenlandse Zaken"), role="on_behalf")
    make.make_kamerstuk("28676-470", letter=letter)
    letter.dossiers.add(make.make_dossier("28676"))
    item = make.make_item(meeting, "Oekraïne", label="3")
    section = make.make_section(letter, item)
    paragraph = make.make_paragraph(section, "Nederland koopt munitie, € 300 miljoen.")
    position = make.saved(
        GovernmentPosition(
            letter=letter, agenda_item=item, wording="Nederland koopt munitie.", kind="contribution",
            stance="supportive", review="confirmed", amount_eur=Decimal(300_000_000),
        )
    )  # fmt: skip
    position.topics.add(make.make_topic("Munitie", make.make_topic("Defensie", slug="defensie"), slug="munitie"))
    make.make_evidence(position, paragraph, "Nederland koopt munitie")
    with journalled(letter):
        pass
    return position
