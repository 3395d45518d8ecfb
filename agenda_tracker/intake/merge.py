"""Two records that are one: everything of the second moves to the first, and its old address leads there. One act."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Max

from agenda_tracker.models import (
    AgendaItem,
    DeskAct,
    FormerSlug,
    GovernmentPosition,
    Kamerstuk,
    Letter,
    MinisterialMeeting,
    Topic,
)
from agenda_tracker.models.fields import fold, lines
from agenda_tracker.models.scope import Rows, tied_to

from .acts import Act, Clerk, act
from .moving import addresses_of, move_ties, redirect_address

Kind = FormerSlug.Kind
# Meetings further apart are rarely the same one.
DAYS_APART = 14


class Refused(ValidationError):
    """The two cannot be one record; the message says why and what to do."""


class NeedsTick(ValidationError):
    """Possible, but so unlikely that a clerk has to say that it is meant."""


def merge_topics(kept: Topic, gone: Topic, by: Clerk) -> DeskAct | None:
    """Positions, agenda items, subtopics and keywords move to `kept`; the name of `gone` becomes a keyword of it.

    Raises Refused when `kept` lies below `gone`.
    """
    _refuse_same(kept, gone)
    if kept.pk in Topic.objects.descendant_ids([gone]):
        raise Refused(f"“{kept}” valt onder “{gone}”. Bewaar “{gone}”, of hang “{kept}” eerst ergens anders.")
    letters = Letter.objects.filter(positions__topics=gone)
    with _merging(kept, gone, by, Kind.TOPIC, gone.slug, letters) as current:
        current.change.touched |= _pages_about(gone)
        _fold_subtopics(kept, gone, by)
        kept.keywords = _joined(kept.keywords, [gone.name, *gone.keyword_list()], apart=kept.name)
        kept.released = kept.released or gone.released
        _finish(kept, gone, by)
    return current.done


def _pages_about(topic: Topic) -> set[tuple[str, int]]:
    """What the journal tells of when a topic changes hands, found in two queries however much it is."""
    kinds = ("position", "letter", "item", "meeting")
    said = GovernmentPosition.objects.filter(topics=topic).order_by()
    rows = said.values_list("pk", "letter", "agenda_item", "agenda_item__meeting")
    found = {(kind, pk) for row in rows for kind, pk in zip(kinds, row, strict=True) if pk is not None}
    items = AgendaItem.objects.filter(topics=topic).order_by().values_list("pk", "meeting")
    return found | {(kind, pk) for row in items for kind, pk in zip(("item", "meeting"), row, strict=True)}


def _fold_subtopics(kept: Topic, gone: Topic, by: Clerk) -> None:
    """Subtopics of the same name become one, and so on below them."""
    known = {child.name_key: child for child in kept.children.all()}  # perhaps `gone` itself
    for child in gone.children.all():
        if child.name_key in known:
            merge_topics(known[child.name_key], child, by)
    gone.refresh_from_db()


def merge_items(kept: AgendaItem, gone: AgendaItem, by: Clerk) -> DeskAct | None:
    """Parts of letters, positions and topics move to `kept`. Raises Refused when they are of different meetings."""
    _refuse_same(kept, gone)
    if kept.meeting_id != gone.meeting_id:
        raise Refused(
            "De agendapunten horen bij verschillende vergaderingen. Voeg eerst de vergaderingen samen; "
            "agendapunten met dezelfde titel worden dan vanzelf één."
        )
    return _merge_items(kept, gone, by)


def _merge_items(kept: AgendaItem, gone: AgendaItem, by: Clerk) -> DeskAct | None:
    letters = Letter.objects.filter(models.Q(sections__agenda_item=gone) | models.Q(positions__agenda_item=gone))
    with _merging(kept, gone, by, Kind.ITEM, str(gone.pk), letters) as current:
        current.change.watch(*letters.distinct())
        _fill(kept, gone, "label", "part", "nature", "summary", "series")
        _finish(kept, gone, by)
    return current.done


def merge_meetings(
    kept: MinisterialMeeting, gone: MinisterialMeeting, by: Clerk, *, sure: bool = False
) -> DeskAct | None:
    """Agenda and letters move to `kept`; items with the same title become one.

    Raises NeedsTick, unless `sure`, when the bodies differ or the meetings lie more than two weeks apart.
    """
    _refuse_same(kept, gone)
    doubt = doubt_about(kept, gone)
    if doubt and not sure:
        raise NeedsTick(f"{doubt} Vink aan dat het toch dezelfde vergadering is.")
    letters = Letter.objects.filter(treatments__meeting=gone)
    with _merging(kept, gone, by, Kind.MEETING, gone.slug, letters) as current:
        items = [*kept.items.all(), *gone.items.all()]
        current.watch(also=[addresses_of(Kind.ITEM, [str(item.pk) for item in items], items)])
        current.change.watch(*items, *letters.distinct())
        _bring_items(kept, gone, by)
        _fill(kept, gone, "place", "country")
        kept.released = kept.released or gone.released
        _join_bodies(kept.also_with, kept.formation, gone.also_with, gone.formation)
        _finish(kept, gone, by)
    return current.done


def doubt_about(kept: MinisterialMeeting, gone: MinisterialMeeting) -> str:
    """Why these are probably two meetings, in Dutch; '' when nothing speaks against it."""
    apart = abs((kept.start_date - gone.start_date).days)
    if kept.formation_id != gone.formation_id:
        return f"De gremia verschillen: {kept.formation} en {gone.formation}."
    return f"De vergaderingen liggen {apart} dagen uit elkaar." if apart > DAYS_APART else ""


def _bring_items(kept: MinisterialMeeting, gone: MinisterialMeeting, by: Clerk) -> None:
    own = list(kept.items.all())
    last = kept.items.aggregate(last=Max("order"))["last"] or 0
    for place, item in enumerate(gone.items.order_by("order"), start=last + 1):
        same = next((one for one in own if _is_same_item(one, item)), None)
        if same is not None:
            own.remove(same)
            _merge_items(same, item, by)
        else:
            item.meeting, item.order = kept, place
            item._change_reason = _reason(gone)  # type: ignore[attr-defined]
            item.save(update_fields=["meeting", "order"])


def _is_same_item(one: AgendaItem, other: AgendaItem) -> bool:
    """The same title, in the same part of the meeting as far as that was written down."""
    parts = {fold(one.part), fold(other.part)} - {""}
    return one.title_key == other.title_key and len(parts) < 2


def merge_kamerstukken(kept: Kamerstuk, gone: Kamerstuk, by: Clerk) -> DeskAct | None:
    """Citations, dossiers and the letter move to `kept`. Raises Refused when each is another letter."""
    _refuse_same(kept, gone)
    if kept.letter_id and gone.letter_id and kept.letter_id != gone.letter_id:
        raise Refused(
            f"{kept} is de brief “{kept.letter}” en {gone} de brief “{gone.letter}”. "
            "Haal eerst bij een van beide de brief weg."
        )
    letters = Letter.objects.filter(models.Q(references__kamerstuk=gone) | models.Q(kamerstukken=gone))
    with _merging(kept, gone, by, Kind.KAMERSTUK, gone.normal_form, letters) as current:
        current.change.watch(*letters.distinct(), gone.dossier, *gone.also_in.all())
        _fill(kept, gone, "title", "date", "letter")
        _join_bodies(kept.also_in, kept.dossier, gone.also_in, gone.dossier)
        _finish(kept, gone, by)
    return current.done


def _join_bodies(kept_others: Any, kept_own: models.Model, gone_others: Any, gone_own: models.Model) -> None:
    """What `gone` chiefly belongs to is a further one of `kept`, and never its own again."""
    gone_others.remove(kept_own)
    if gone_own != kept_own:
        kept_others.add(gone_own)


def _refuse_same(kept: models.Model, gone: models.Model) -> None:
    if kept.pk == gone.pk:
        raise Refused("Dit is één en hetzelfde record; kies er twee.")


@contextmanager
def _merging(
    kept: Any, gone: Any, by: Clerk, kind: str, slug: str, letters: "models.QuerySet[Letter]"
) -> Iterator[Act]:
    """The act around a merge: both rows and the letters that change are locked before anything is compared."""
    also: Rows = [*tied_to(gone), addresses_of(kind, [slug], [kept, gone])]
    with transaction.atomic():
        _lock(kept, gone, letters)
        with act(DeskAct.Verb.MERGE, by, kept, gone, what=f"“{gone}” samengevoegd met “{kept}”", also=also) as current:
            redirect_address(kind, slug, kept, gone)
            yield current


def _lock(kept: models.Model, gone: models.Model, letters: "models.QuerySet[Letter]") -> None:
    list(Letter.objects.select_for_update().filter(pk__in=letters.order_by().values("pk")).order_by("pk"))
    rows = type(kept)._base_manager.select_for_update().filter(pk__in=[kept.pk, gone.pk])
    found = list(rows.order_by("pk").values_list("pk", flat=True))
    if len(found) != 2:
        raise Refused("Een van beide bestaat niet meer; zoek opnieuw.")
    kept.refresh_from_db()
    gone.refresh_from_db()


def _finish(kept: Any, gone: Any, by: Clerk) -> None:
    """Move what is tied to `gone`, store `kept`, and let `gone` go."""
    move_ties(kept, gone, _reason(gone), by)
    kept._change_reason = _reason(gone)
    kept.full_clean()
    kept.save()
    gone._change_reason = f"Samengevoegd met {kept}"[:100]
    gone.delete()


def _reason(gone: models.Model) -> str:
    return f"Samengevoegd met {gone}"[:100]


def _fill(kept: models.Model, gone: models.Model, *names: str) -> None:
    """Give `kept` the values that it lacks."""
    for name in names:
        if getattr(kept, name) in (None, ""):
            setattr(kept, name, getattr(gone, name))


def _joined(words: str, more: Iterable[str], *, apart: str) -> str:
    """Both lists, one a line, each word once; `apart` says what need not be in it."""
    found = {fold(apart): ""}
    for word in [*lines(words), *more]:
        found.setdefault(fold(word), word)
    return "\n".join(word for word in found.values() if word)
