"""Why somebody did not get in, and the page that says so."""

import logging
from dataclasses import dataclass

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from agenda_tracker.intake.audit import audit

from .setting import the_provider

logger = logging.getLogger(__name__)
Text = str | Promise


@dataclass(frozen=True)
class Reason:
    """What the page says; `%(name)s` is what the provider is called."""

    status: int
    heading: Text
    said: Text
    to_do: Text


AGAIN = _("Probeer het over een paar minuten opnieuw.")
MANAGER = _("Meld het uw beheerder.")
REASONS = {
    "away": Reason(502, _("Aanmelden met %(name)s lukt nu niet"), _("Wij kregen daar geen bruikbaar antwoord."), AGAIN),
    "cancelled": Reason(
        403,
        _("U bent niet aangemeld"),
        _("Het aanmelden met %(name)s is afgebroken, of er is geen toestemming gegeven."),
        _("Begin opnieuw als dat niet de bedoeling was."),
    ),
    "state": Reason(
        400,
        _("Dit aanmelden is verlopen"),
        _("Het antwoord van %(name)s hoort niet bij iets wat u hier in dit venster begon, of kwam later dan 10 minuten daarna."),
        _("Begin opnieuw."),
    ),
    "token": Reason(
        502,
        _("Het antwoord van %(name)s klopt niet"),
        _("Wij konden niet vaststellen dat het antwoord van %(name)s kwam en voor deze site bedoeld is."),
        MANAGER,
    ),
    "clock": Reason(
        502,
        _("Het antwoord van %(name)s is niet meer of nog niet geldig"),
        _("De klok van deze site en die van %(name)s lopen waarschijnlijk uiteen."),
        MANAGER,
    ),
    "factor": Reason(
        403,
        _("U hebt geen tweede factor gebruikt"),
        _("Voor het beheer moet u zich bij %(name)s met een tweede factor aanmelden."),
        _("Stel die daar in, of vraag een beheerder om hulp."),
    ),
    "groups": Reason(
        403,
        _("U hebt hier geen toegang"),
        _("Aanmelden met %(name)s is gelukt, maar u zit in geen van de groepen die bij dit beheer mogen."),
        _("Vraag uw beheerder om u in een groep te zetten."),
    ),
    "inactive": Reason(
        403, _("Dit account is gedeactiveerd"), _("Uw account hier is gedeactiveerd."), _("Vraag een beheerder om hulp.")
    ),
    "taken": Reason(
        403,
        _("Er is al een account met uw naam"),
        _("Hier bestaat al een account met uw gebruikersnaam of e-mailadres. Dat koppelen wij nooit vanzelf aan %(name)s."),
        _("Geef een beheerder het kenmerk hieronder: die zet het bij dat account."),
    ),
    "again": Reason(409, _("U bent niet aangemeld"), _("Er werd op hetzelfde moment nog eens met uw account aangemeld."), AGAIN),
}  # fmt: skip


# Another account at the provider may do better.
OF_THE_PERSON = ("groups", "inactive", "taken", "factor")


class Trouble(OAuth2Error):
    """An answer that cannot be used; `why` is one of REASONS, and the text is for the log."""

    def __init__(self, why: str, detail: str) -> None:
        super().__init__(detail)
        self.why = why


def refused(
    request: HttpRequest, why: str, detail: str = "", account: str = "account ?", mark: str = ""
) -> HttpResponse:
    """Nobody is logged in. `mark` is the provider's own name for the person, to be given to a beheerder."""
    reason, name = REASONS[why], the_provider().name
    logger.warning("identity: %s: %s", why, on_one_line(detail))
    audit("identity", account, f"refused: {why}")
    said = {
        key: _sentence(text % {"name": name})
        for key, text in (("heading", reason.heading), ("said", reason.said), ("to_do", reason.to_do))
    }
    response = render(
        request,
        "account/identity_trouble.html",
        {**said, "provider_name": name, "mark": mark, "may_be_another": why in OF_THE_PERSON},
        status=reason.status,
    )
    add_never_cache_headers(response)
    return response


def on_one_line(detail: str) -> str:
    """What the provider or a visitor wrote may not look like another line of the log."""
    return "".join(character if character.isprintable() else "?" for character in detail[:300])


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def stop(request: HttpRequest, why: str, detail: str = "", account: str = "account ?", mark: str = "") -> None:
    """Raises what ends allauth's log-in with the page."""
    raise ImmediateHttpResponse(refused(request, why, detail, account, mark))
