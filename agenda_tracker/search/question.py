"""What somebody typed in the search box, and what the site knows about the references in it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from agenda_tracker.citations import Reference, read_query
from agenda_tracker.models import Dossier, Kamerstuk
from agenda_tracker.models.prepared import Prepared

from .bounds import LONGEST, too_strange

# A reference has so many words at most, and a number within its first few.
LONGEST_REFERENCE, LEAD = 9, 5


@dataclass(frozen=True)
class Question:
    """What was typed and how it reads: references, a Dutch complaint about a malformed one, or ordinary words."""

    text: str
    references: tuple[Reference, ...] = ()
    error: str = ""
    # The words beside the references, when both were typed.
    words: str = ""

    @property
    def kind(self) -> str:
        """ "empty", "references", "error" or "words"."""
        if self.error:
            return "error"
        if self.references and not self.words:
            return "references"
        return "words" if self.text else "empty"

    @property
    def is_ambiguous(self) -> bool:
        """Whether one number was typed that can mean several things; several numbers are not that."""
        return len(self.references) > 1 and share_an_address(self.references)


def share_an_address(references: Iterable[Reference]) -> bool:
    """Whether these are readings of one number, as `36600-A` can be a paper and a dossier."""
    return len({reference.slug.removeprefix("dossier/") for reference in references}) == 1


def read_question(text: str) -> Question:
    """Read the search box; never raises, whatever was typed."""
    strange = too_strange(text)
    if strange:
        return Question(text.replace("\x00", "").strip()[:LONGEST], error=strange)
    reading, plain = read_query(text), " ".join(text.split())
    if reading.references:
        return Question(plain, reading.references)
    references, words = _among_words(text)
    if references and words:
        return Question(plain, references, words=words)
    return Question(plain, error=reading.error)


def _among_words(text: str) -> tuple[tuple[Reference, ...], str]:
    """The references that stand between other words, in whatever spelling, and those words without them."""
    pieces = text.split()
    found: list[Reference] = []
    words: list[str] = []
    at = 0
    while at < len(pieces):
        end, references = _longest(pieces, at)
        found += references
        if not references:
            words.append(pieces[at])
        at = end
    return tuple(dict.fromkeys(found)), " ".join(words) if any(map(str.isalpha, "".join(words))) else ""


def _longest(pieces: list[str], at: int) -> tuple[int, tuple[Reference, ...]]:
    """The longest run of pieces from here that reads as references, and where it ends; else the next piece."""
    if any(char.isdigit() for char in "".join(pieces[at : at + LEAD])):
        for end in range(min(len(pieces), at + LONGEST_REFERENCE), at, -1):
            references = read_query(" ".join(pieces[at:end])).references
            if references:
                return end, references
    return at + 1, ()


@dataclass(frozen=True)
class Target:
    """A reference and the public record it names, if the site has it."""

    reference: Reference
    record: Kamerstuk | Dossier | None

    @property
    def is_dossier(self) -> bool:
        return self.reference.kind == "dossier"

    @property
    def what(self) -> str:
        """In words, for a heading or a list."""
        return _("dossier") if self.is_dossier else _("Kamerstuk")


def look_up(references: Iterable[Reference]) -> list[Target]:
    """The public records that the references name, in the order of the references; two queries at most."""
    references = list(references)
    papers = {ref.normal for ref in references if ref.kind == "paper"}
    dossiers = {ref.dossier_normal for ref in references if ref.kind == "dossier"}
    known: dict[str, Kamerstuk | Dossier] = {}
    if papers:
        known |= {paper.normal_form: paper for paper in _PAPERS(papers)}
    if dossiers:
        known |= {f"dossier/{dossier.normal_form}": dossier for dossier in _DOSSIERS(dossiers)}
    return [Target(reference, known.get(reference.normal)) for reference in references]


_PAPERS = Prepared(lambda names: Kamerstuk.objects.public().filter(normal_form__in=names).select_related("dossier"))
_DOSSIERS = Prepared(lambda names: Dossier.objects.public().filter(normal_form__in=names))
