"""The papers and dossiers that the references of a letter name, looked up and made for all of them at once."""

from collections.abc import Iterable

from agenda_tracker.citations import Reference
from agenda_tracker.models import Dossier, FormerSlug, Kamerstuk
from agenda_tracker.models.batches import batches
from agenda_tracker.models.kamerstuk import dossier_values, paper_values

from .history import create_all

# One of the two: what a reference names.
Target = tuple[Kamerstuk | None, Dossier | None]


class Targets:
    """Call it with one of these references to papers and dossiers; what was not on record is made, in their order."""

    def __init__(self, references: Iterable[Reference]) -> None:
        asked = list(dict.fromkeys(references))
        self.papers = _papers([one.normal for one in asked if one.kind == "paper"])
        missing = [one for one in asked if one.normal not in self.papers]
        self.dossiers = _dossiers(missing)
        new = [Kamerstuk(**paper_values(one, self._dossier(one))) for one in missing if one.kind == "paper"]
        create_all(new)
        self.papers |= {paper.normal_form: paper for paper in new}

    def __call__(self, reference: Reference) -> Target:
        if reference.kind == "paper":
            return self.papers[reference.normal], None
        return None, self._dossier(reference)

    def _dossier(self, reference: Reference) -> Dossier:
        return self.dossiers[reference.dossier_normal]


def _papers(normal_forms: list[str]) -> dict[str, Kamerstuk]:
    """Those on record; a number that was merged into another stands for that one."""
    known = Kamerstuk.objects.in_bulk(normal_forms, field_name="normal_form")
    moved: dict[str, int] = {}
    for slugs in batches([normal for normal in normal_forms if normal not in known]):
        former = FormerSlug.objects.filter(kind=FormerSlug.Kind.KAMERSTUK, slug__in=slugs)
        moved.update(former.values_list("slug", "object_id"))
    kept = Kamerstuk.objects.in_bulk(list(set(moved.values())))
    return known | {normal: kept[pk] for normal, pk in moved.items() if pk in kept}


def _dossiers(references: Iterable[Reference]) -> dict[str, Dossier]:
    """Those that the references are or belong to, made when they are not there yet."""
    wanted = {one.dossier_normal: one for one in references}
    found = Dossier.objects.in_bulk(list(wanted), field_name="normal_form")
    new = [Dossier(**dossier_values(one)) for normal, one in wanted.items() if normal not in found]
    create_all(new)
    return found | {one.normal_form: one for one in new}
