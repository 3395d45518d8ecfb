"""What can be done to many positions, letters, meetings and agenda items at once; each as it is done to one."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from agenda_tracker.intake import agenda, decide
from agenda_tracker.intake.publish import check_list, publish, withdraw
from agenda_tracker.models import AgendaSeries, DeskAct, GovernmentPosition, Letter, MinisterialMeeting, Topic

from .bulk import BulkAction
from .publishing import WithdrawForm
from .undoing import PUBLISH

Verb = DeskAct.Verb
Review = GovernmentPosition.Review


class TopicForm(forms.Form):
    topic = forms.ModelChoiceField(Topic.objects.order_by("name_key"), label=_("Thema"))


class SeriesForm(forms.Form):
    series = forms.ModelChoiceField(AgendaSeries.objects.order_by("name_key"), label=_("Terugkerend onderwerp"))


def _has(name: str, value: Any, said: Any) -> Any:
    """An objection: the record is like that already."""

    def pointless(record: Any) -> str:
        return str(said) if getattr(record, name) == value else ""

    return pointless


def _add_topic(position: GovernmentPosition, by: Any, filled_in: dict[str, Any]) -> None:
    decide.change_position(position, by, topics=[*position.topics.all(), filled_in["topic"]])


def _drop_topic(position: GovernmentPosition, by: Any, filled_in: dict[str, Any]) -> None:
    decide.change_position(position, by, topics=position.topics.exclude(pk=filled_in["topic"].pk))


POSITIONS = [
    BulkAction(
        "bulk_confirm",
        _("Akkoord"),
        _("bevestigd"),
        lambda position, by, _filled_in: decide.confirm(position, by),
        Verb.CONFIRM,
        _has("review", Review.CONFIRMED, _("is al bevestigd")),
    ),
    BulkAction(
        "bulk_reject",
        _("Afwijzen"),
        _("afgewezen"),
        lambda position, by, _filled_in: decide.reject(position, by),
        Verb.REJECT,
        _has("review", Review.REJECTED, _("is al afgewezen")),
        note=_("Afgewezen standpunten zijn niet te zien op de site."),
    ),
    BulkAction(
        "bulk_reopen",
        _("Terug naar voorgesteld"),
        _("terug naar voorgesteld"),
        lambda position, by, _filled_in: decide.reopen(position, by),
        Verb.REOPEN,
        _has("review", Review.SUGGESTED, _("wacht al op een besluit")),
        note=_("Voorgestelde standpunten zijn niet te zien op de site."),
    ),
    BulkAction("bulk_add_topic", _("Thema toevoegen"), _("met het thema “%(topic)s”"), _add_topic, form=TopicForm),
    BulkAction("bulk_drop_topic", _("Thema weghalen"), _("zonder het thema “%(topic)s”"), _drop_topic, form=TopicForm),
]


def _not_ready(letter: Letter) -> str:
    if letter.is_public:
        return str(_("is al gepubliceerd"))
    return "; ".join(check.says for check in check_list(letter) if check.blocks)


def _not_public(letter: Letter) -> str:
    return "" if letter.is_public else str(_("is niet gepubliceerd"))


LETTERS = [
    BulkAction(
        "bulk_publish",
        _("Publiceren"),
        _("gepubliceerd"),
        lambda letter, by, _filled_in: publish(letter, by),
        Verb.PUBLISH,
        _not_ready,
        note=_("De brieven staan daarna met hun bevestigde standpunten op de site."),
        right=PUBLISH,
        most=100,
    ),
    BulkAction(
        "bulk_withdraw",
        _("Intrekken"),
        _("ingetrokken"),
        lambda letter, by, filled_in: withdraw(letter, filled_in["note"], by),
        Verb.WITHDRAW,
        _not_public,
        form=WithdrawForm,
        note=_("De brieven verdwijnen met hun standpunten van de site."),
        right=PUBLISH,
        most=100,
    ),
]

MEETINGS = [
    BulkAction(
        "bulk_release",
        _("In de openbare kalender zetten"),
        _("in de openbare kalender gezet"),
        lambda meeting, by, _filled_in: agenda.release(meeting, by),
        pointless=_has("released", True, _("staat er al in")),
        right=PUBLISH,
    ),
    BulkAction(
        "bulk_withhold",
        _("Uit de openbare kalender halen"),
        _("uit de openbare kalender gehaald"),
        lambda meeting, by, _filled_in: agenda.withhold(meeting, by),
        pointless=_has("released", False, _("staat er niet in")),
        note=_("Een vergadering waarover een brief is gepubliceerd, blijft op de site."),
        right=PUBLISH,
    ),
    BulkAction(
        "bulk_cancel",
        _("Afgelasten"),
        _("afgelast"),
        lambda meeting, by, _filled_in: agenda.cancel(meeting, by),
        pointless=_has("state", MinisterialMeeting.State.CANCELLED, _("is al afgelast")),
    ),
]

ITEMS = [
    BulkAction(
        "bulk_give_topic",
        _("Thema toevoegen"),
        _("met het thema “%(topic)s”"),
        lambda item, by, filled_in: agenda.give_topic(item, filled_in["topic"], by),
        form=TopicForm,
    ),
    BulkAction(
        "bulk_join_series",
        _("Terugkerend onderwerp koppelen"),
        _("gekoppeld aan “%(series)s”"),
        lambda item, by, filled_in: agenda.join_series(item, filled_in["series"], by),
        Verb.MATCH,
        form=SeriesForm,
    ),
]
