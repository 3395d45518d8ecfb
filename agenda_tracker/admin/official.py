"""What a clerk answers to the work of the official sources: take up, try again, adopt; or not."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from agenda_tracker.intake.official import check, news, tasks
from agenda_tracker.intake.official.fetch import Fetched
from agenda_tracker.intake.official.sources import open_sources
from agenda_tracker.intake.receive import Outcome
from agenda_tracker.models import OfficialFind, OfficialStatement, OfficialTask

from .base import clerk
from .official_waiting import OfficialDoubts, OfficialNews, OfficialTasks, may_decide
from .receiving import may_receive, tell_verdicts
from .undoing import tell

GONE = "Dit is intussen al afgehandeld."


@require_POST
def find_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a new letter up as a draft, or leave it."""
    may_receive(request)
    answer = _answer(request, "take", "pass")
    find = OfficialFind.objects.filter(pk=pk, state=OfficialFind.State.NEW).first()
    if find and answer == "take":
        fetched = news.take_up(find, clerk(request), open_sources(settings.OFFICIAL_PATIENCE))
        if fetched:
            return _told(request, fetched, OfficialNews.key)
    elif find and news.pass_over(find, clerk(request)):
        messages.success(request, _("%s staat niet meer in de lijst.") % find.reference.display)
        return _back(OfficialNews.key)
    messages.info(request, _(GONE))
    return _back(OfficialNews.key)


@require_POST
def task_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Try now what waits, or forget it."""
    may_receive(request)
    answer = _answer(request, "now", "drop")
    task = OfficialTask.objects.filter(pk=pk).first()
    if task is None:
        messages.info(request, _(GONE))
        return _back(OfficialTasks.key)
    if answer == "drop":
        tasks.drop(task.pk)
        messages.success(request, _("%s wordt niet meer opgehaald.") % task)
        return _back(OfficialTasks.key)
    fetched = tasks.run(task.pk, open_sources(settings.OFFICIAL_PATIENCE), clerk(request))
    if fetched is None:
        messages.info(request, _("%s wordt op dit moment al opgehaald.") % task)
        return _back(OfficialTasks.key)
    return _told(request, fetched, OfficialTasks.key)


@require_POST
def statement_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Adopt what a source says, or leave what stands here."""
    statement = OfficialStatement.objects.filter(pk=pk).first()
    if not may_decide(request.user, statement):
        raise PermissionDenied
    adopt = _answer(request, "adopt", "keep") == "adopt"
    if statement is None:
        messages.info(request, _(GONE))
        return _back(OfficialDoubts.key)
    try:
        said, done = check.decide(statement, clerk(request), adopt=adopt)
        tell(request, said, done)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    except ValueError as refusal:
        messages.error(request, str(refusal))
    return _back(OfficialDoubts.key)


def _answer(request: HttpRequest, *known: str) -> str:
    answer = request.POST.get("answer", "")
    if answer not in known:
        raise Http404
    return answer


def _told(request: HttpRequest, fetched: Fetched, key: str) -> HttpResponse:
    """A letter leads to its review, as when it was handed in; anything else is said above the list."""
    verdict = fetched.verdict
    if verdict and verdict.outcome in (Outcome.DRAFT, Outcome.SAME, Outcome.QUESTION, Outcome.PROBLEM):
        return tell_verdicts(request, [verdict])
    if verdict and fetched.is_done:
        messages.info(request, verdict.sentence)
    else:
        messages.warning(request, fetched.sentence)
    return _back(key)


def _back(key: str) -> Any:
    answer = redirect("admin:index")
    answer["Location"] += f"#{key}"
    return answer
