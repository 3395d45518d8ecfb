"""Where in the letter a position or reference lies: marked by hand, two joined, one split. Each an undoable act."""

from django.core.exceptions import ValidationError
from django.db.models import F, Max

from agenda_tracker.citations import find_references, read_query
from agenda_tracker.letters.sentences import split_sentences
from agenda_tracker.models import Evidence, Footnote, GovernmentPosition, KamerstukReference, Paragraph

from .acts import Clerk, Verb, act
from .citing import cite
from .decide import mark_review, titled
from .topics import TopicSuggester

Review = GovernmentPosition.Review
SHORTEST = 3  # characters of a passage worth marking
LONGEST_REFERENCE = 200


def mark_position(paragraph: Paragraph, start: int, end: int, by: Clerk) -> GovernmentPosition:
    """A position resting on these characters of the paragraph; confirmed at once when its part treats an agenda item.

    Kind, stance, amount, due date and topics are suggested as for a position that was found.
    """
    start, end = trimmed(paragraph.text, start, end)
    quote = paragraph.text[start:end]
    with act(Verb.MARK, by, paragraph, what=f"Gemarkeerd als standpunt: {quote[:120]}", letter=paragraph.letter):
        position = _position_on(paragraph, quote)
        if position.agenda_item_id:
            mark_review(position, Review.CONFIRMED, by)
        position.full_clean()
        position.save()
        Evidence.objects.create(position=position, paragraph=paragraph, start=start, end=end)
        position.refresh_quotes_key()
        position.topics.set(TopicSuggester().suggest(quote, item=position.agenda_item))
    return position


def _position_on(paragraph: Paragraph, quote: str) -> GovernmentPosition:
    # With all rules by which letters are read, which no other page of the desk needs.
    from agenda_tracker.letters.positions import read_passage

    read = read_passage(quote, letter_date=paragraph.letter.date)
    return GovernmentPosition(
        letter=paragraph.letter,
        agenda_item=paragraph.section.agenda_item,
        order=_make_room(paragraph),
        wording=" ".join(quote.split()),
        kind=read.kind if read else GovernmentPosition.Kind.VIEW,
        stance=(read.stance or "") if read else "",
        amount_eur=read.amount_eur if read else None,
        due_date=read.due_date if read else None,
        due_as_written=((read.due or "") if read else "")[:120],
    )


def _make_room(paragraph: Paragraph) -> int:
    """The order behind the positions that stand above; those below move one on."""
    positions = GovernmentPosition.objects.filter(letter=paragraph.letter)
    above = positions.filter(evidence__paragraph__order__lte=paragraph.order)
    place: int = (above.aggregate(last=Max("order"))["last"] or 0) + 1
    positions.filter(order__gte=place).update(order=F("order") + 1)
    return place


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without blanks at its ends. Raises ValidationError when it is not inside the text, or hardly anything."""
    if not 0 <= start < end <= len(text):
        raise ValidationError("Deze passage ligt buiten de alinea; selecteer de woorden opnieuw.")
    passage = text[start:end]
    start += len(passage) - len(passage.lstrip())
    end -= len(passage) - len(passage.rstrip())
    if end - start < SHORTEST:
        raise ValidationError("Selecteer eerst de woorden in de brief die u wilt markeren.")
    return start, end


def mark_reference(where: Paragraph | Footnote, start: int, end: int, by: Clerk) -> KamerstukReference:
    """A reference at these characters. Raises ValidationError when they name no Kamerstuk, or one is marked there."""
    start, end = trimmed(where.text, start, end)
    written = where.text[start:end]
    if where.references.filter(start__lt=end, end__gt=start).exists():
        raise ValidationError("Hier is al een verwijzing gemarkeerd; wijzig die.")
    meanings = [found.reference for found in find_references(written)] or read_query(
        written[:LONGEST_REFERENCE]
    ).references
    if not meanings:
        raise ValidationError(f"In “{written[:80]}” is geen Kamerstuk herkend; selecteer dossier en nummer samen.")
    with act(Verb.MARK, by, where, what=f"Gemarkeerd als verwijzing: {written[:120]}", letter=where.letter):
        return cite(where, start, end, meanings)


def merge_positions(kept: GovernmentPosition, gone: GovernmentPosition, by: Clerk) -> None:
    """Make two finds of one letter one: quotes, topics and wording together; what `kept` lacks comes from `gone`."""
    if kept.letter_id != gone.letter_id or kept.pk == gone.pk:
        raise ValidationError("Alleen twee standpunten uit dezelfde brief kunnen worden samengevoegd.")
    with act(Verb.MERGE, by, kept, gone, what=f"Samengevoegd: {titled(kept)}", letter=kept.letter):
        if kept.is_verbatim and gone.is_verbatim:
            kept.wording = f"{kept.wording} {gone.wording}"
        for name in ("agenda_item", "stance", "amount_eur", "due_date", "due_as_written", "fulfilled_by"):
            setattr(kept, name, getattr(kept, name) or getattr(gone, name))
        kept.full_clean()
        kept.save()
        kept.topics.add(*gone.topics.all())
        _move_quotes(gone, kept)
        gone.delete()
        kept.refresh_quotes_key()


def _move_quotes(gone: GovernmentPosition, kept: GovernmentPosition) -> None:
    there = set(kept.evidence.values_list("paragraph", "start", "end"))
    for quote in gone.evidence.all():
        if (quote.paragraph_id, quote.start, quote.end) not in there:
            quote.position = kept
            quote.save(update_fields=["position"])


def split_points(quote: Evidence) -> list[int]:
    """Where a quote can be split: the places in the paragraph at which its further sentences begin."""
    return [quote.start + start for start, _end in split_sentences(quote.quote)[1:]]


def split_position(position: GovernmentPosition, paragraph: Paragraph, offset: int, by: Clerk) -> GovernmentPosition:
    """Everything of its quotes from this place on becomes a position of its own that waits for a decision.

    Raises ValidationError when nothing would be left on one side.
    """
    quotes = list(position.evidence.select_related("paragraph"))
    place = (paragraph.order, offset)
    before = [quote for quote in quotes if (quote.paragraph.order, quote.start) < place]
    behind = [quote for quote in quotes if (quote.paragraph.order, quote.end) > place]
    if not before or not behind:
        raise ValidationError("Kies een plaats binnen het citaat, tussen twee zinnen.")
    verbatim = position.is_verbatim
    with act(Verb.SPLIT, by, position, what=f"Gesplitst: {titled(position)}", letter=position.letter):
        second = _second_half(position)
        for quote in behind:
            _hand_over(quote, second, place)
        _reword(position, keep=not verbatim)
        _reword(second, keep=False)
        second.topics.set(position.topics.all())
    return second


def _second_half(position: GovernmentPosition) -> GovernmentPosition:
    positions = GovernmentPosition.objects.filter(letter=position.letter)
    positions.filter(order__gt=position.order).update(order=F("order") + 1)
    second = GovernmentPosition.objects.get(pk=position.pk)
    second.pk, second.order = None, position.order + 1
    mark_review(second, Review.SUGGESTED, None)
    second.save(force_insert=True)
    return second


def _hand_over(quote: Evidence, second: GovernmentPosition, place: tuple[int, int]) -> None:
    """The quote, or what of it lies behind the place."""
    if (quote.paragraph.order, quote.start) >= place:
        quote.position = second
        quote.save(update_fields=["position"])
        return
    text, offset = quote.paragraph.text, place[1]
    first_end = quote.start + len(text[quote.start : offset].rstrip())
    Evidence.objects.create(position=second, paragraph=quote.paragraph, start=offset, end=quote.end)
    quote.end = first_end
    quote.save(update_fields=["end"])


def _reword(position: GovernmentPosition, *, keep: bool) -> None:
    quotes = [" ".join(quote.quote.split()) for quote in position.evidence.select_related("paragraph")]
    if not keep:
        position.wording = " ".join(quotes)
    position.save()
    position.refresh_quotes_key()
