"""Public records by which the document shows what an address looks like, so that each example can be tried."""

from typing import Any

from agenda_tracker.models import AgendaItem, Dossier, GovernmentPosition, Kamerstuk, Letter, MinisterialMeeting, Topic
from agenda_tracker.search.kept import once_per_head


@once_per_head
def known() -> dict[str, Any]:
    """By collection, one of the newest; None where there is none. One query each."""
    letter = Letter.objects.public().order_by("-date", "-pk").only("slug").first()
    meeting = MinisterialMeeting.objects.public().order_by("-start_date", "-pk").only("slug").first()
    topic = Topic.objects.public().only("slug").first()
    return {
        "positions": GovernmentPosition.objects.public().order_by("-pk").values_list("pk", flat=True).first(),
        "letters": letter and letter.slug,
        "meetings": meeting and meeting.slug,
        "agenda-items": AgendaItem.objects.public().order_by("-pk").values_list("pk", flat=True).first(),
        "topics": topic and topic.slug,
        "dossiers": Dossier.objects.public().order_by("-pk").values_list("normal_form", flat=True).first(),
        "kamerstukken": Kamerstuk.objects.public().order_by("-pk").values_list("normal_form", flat=True).first(),
    }
