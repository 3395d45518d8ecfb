"""Recording where a letter cites a paper or dossier: one citation, or all that were read at once."""

from collections.abc import Callable, Iterable

from agenda_tracker.citations import Reference
from agenda_tracker.models import Footnote, KamerstukReference, Paragraph, dossier_for, kamerstuk_for

from .history import create_all
from .targets import Target, Targets

# What the database looks at by itself; to look at it for each citation takes a query.
TIES = ("letter", "paragraph", "footnote", "kamerstuk", "dossier")
# Where it stands, its first character and the one behind its last, and what it may mean.
Found = tuple[Paragraph | Footnote, int, int, list[Reference]]


def target_of(normal: str) -> Target:
    """The paper or the dossier that a normal form names, made on demand. Raises ValueError when it names neither."""
    reference = Reference.parse(normal)
    if reference.kind == "paper":
        return kamerstuk_for(reference), None
    return None, dossier_for(reference)


def cite(where: Paragraph | Footnote, start: int, end: int, meanings: Iterable[Reference]) -> KamerstukReference:
    """Record a citation; with one meaning it is resolved (the paper made on demand), with several it stays ambiguous."""
    reference = _citation(where, start, end, list(meanings), lambda form: target_of(form.normal))
    reference.full_clean()
    reference.save()
    return reference


def cite_all(found: Iterable[Found]) -> None:
    """As `cite` for each, in their order, with a few queries for all of them."""
    several = list(found)
    targets = Targets(meanings[0] for *_place, meanings in several if _is_clear(meanings))
    references = [_citation(*one, targets) for one in several]
    for reference in references:
        reference.full_clean(exclude=TIES, validate_unique=False, validate_constraints=False)
    create_all(references)


def _is_clear(meanings: list[Reference]) -> bool:
    """Whether it names one paper or dossier."""
    return len(set(meanings)) == 1 and meanings[0].kind in ("paper", "dossier")


def _citation(
    where: Paragraph | Footnote, start: int, end: int, meanings: list[Reference], target: Callable[[Reference], Target]
) -> KamerstukReference:
    """Not saved; `target` gives the paper or dossier that a clear meaning names."""
    forms = list(dict.fromkeys(meanings))
    kamerstuk, dossier = target(forms[0]) if _is_clear(forms) else (None, None)
    status = KamerstukReference.Status
    return KamerstukReference(
        letter=where.letter,
        paragraph=where if isinstance(where, Paragraph) else None,
        footnote=where if isinstance(where, Footnote) else None,
        start=start,
        end=end,
        as_written=where.text[start:end][:300],
        normal_form=";".join(form.normal for form in forms)[:120],
        status=status.AMBIGUOUS if len(forms) > 1 else status.RESOLVED if kamerstuk or dossier else status.UNKNOWN,
        kamerstuk=kamerstuk,
        dossier=dossier,
    )
