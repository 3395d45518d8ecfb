"""What a clerk's request asks for: the letter it is about, and the way back to its review screen."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from agenda_tracker.models import Letter

from .base import may_publish


def letter_for(request: HttpRequest, pk: int) -> Letter:
    """The letter, if this clerk may change it; what is public only with the right to publish."""
    letter = get_object_or_404(Letter, pk=pk)
    if not request.user.has_perm("agenda_tracker.change_letter") or (letter.is_public and not may_publish(request)):
        raise PermissionDenied
    return letter


def back_to_review(pk: int, spot: str = "") -> HttpResponse:
    answer = redirect("admin:agenda_tracker_letter_review", pk)
    answer["Location"] += f"#{spot}" if spot else ""
    return answer
