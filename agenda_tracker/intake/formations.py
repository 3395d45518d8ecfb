"""The formations on record, in the form in which the letter reader takes them."""

from agenda_tracker.letters import FormationData
from agenda_tracker.models import Formation


def formation_data(body: Formation) -> FormationData:
    return FormationData(
        organisation=body.organisation,
        name=body.name,
        abbreviation=body.abbreviation,
        aliases=tuple(body.alias_list()),
        slug=body.slug,
    )
