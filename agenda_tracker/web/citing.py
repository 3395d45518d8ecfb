"""A ready-made citation of a position: the Kamerstuk when the letter has one, else the letter itself, and the paragraph."""

from django.utils.translation import gettext as _

from agenda_tracker.models import GovernmentPosition, Kamerstuk, Letter


def own_paper(letter: Letter) -> Kamerstuk | None:
    """The paper to cite the letter by: that of the Tweede Kamer before that of the Eerste Kamer."""
    papers = list(letter.kamerstukken.all())
    return next((paper for paper in papers if paper.number.isdigit()), papers[0] if papers else None)


def citation_of_letter(letter: Letter) -> str:
    """`Kamerstukken II 2024/25, 28676, nr. 470`, or `Brief van de minister van Defensie van 3 oktober 2024, “…”`."""
    paper = own_paper(letter)
    if paper is not None:
        return paper.reference.citation(date=letter.date)
    signed = next(iter(letter.signatories.filter(role="signs")), None)
    by = f" {_('van de')} {_office(signed.office_as_printed)}" if signed else ""
    return f"{_('Brief')}{by} {_('van')} {letter.dated}, “{letter.subject}”"


def _office(printed: str) -> str:
    """`De Minister van Defensie` inside a sentence: `minister van Defensie`."""
    name = printed.strip().rstrip(",")
    name = name[3:] if name.lower().startswith("de ") else name
    return name[:1].lower() + name[1:]


def citation_of(position: GovernmentPosition) -> str:
    """The letter's citation with the paragraphs that the position rests on: `…, alinea 12`."""
    numbers = list(dict.fromkeys(evidence.paragraph.number for evidence in position.evidence.all()))
    whole = citation_of_letter(position.letter)
    if not numbers:
        return whole
    if len(numbers) == 1:
        return f"{whole}, {_('alinea')} {numbers[0]}"
    return f"{whole}, {_('alinea’s')} {', '.join(numbers[:-1])} {_('en')} {numbers[-1]}"
