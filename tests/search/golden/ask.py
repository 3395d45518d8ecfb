"""The search of the site as a visitor meets it: recognised numbers first, then everything that has the words."""

from django.conf import settings
from django.http import QueryDict

from agenda_tracker.models import Dossier
from agenda_tracker.search import catch_up, read_question
from agenda_tracker.web.searching import offered, searched


def prepare() -> None:
    """Build the index, also inside the transaction of a test."""
    catch_up.rebuild()


def search(text: str) -> list[tuple[str, int]]:
    """The first ten results, as pairs of kind and id."""
    question = read_question(text)
    targets = offered(question) if question.words else []
    if question.kind == "references":
        from agenda_tracker.search import look_up

        targets = look_up(question.references)
    numbers = [(_kind(target.record), target.record.pk) for target in targets if target.record]
    if question.kind == "references":
        return numbers
    return numbers + _with_words(question.words if targets else question.text)


def _kind(record) -> str:
    return "dossier" if isinstance(record, Dossier) else "kamerstuk"


def _with_words(words: str) -> list[tuple[str, int]]:
    selection = searched(QueryDict("size=10"), words)
    page = selection.cut()
    assert selection.answer is not None, (settings.SEARCH_DIR, selection.problems)
    if not selection.answer.in_text:
        better = selection.answer.otherwise
        page = selection.asked_otherwise(better).cut() if better else page
    return [(result.kind, result.record.pk) for result in page.rows]
