"""Promises to Parliament: the government will send, tell or come back on something."""

from __future__ import annotations

import re

from agenda_tracker.letters.words import words

from .tokens import Sentence

_CHAMBER = r"(?:(?:uw|beide|de|Tweede|Eerste|deze) (?:Tweede |Eerste )?Kamers?|u)"
_WE = (
    r"(?:ik|wij|we|(?:het|dit) kabinet|de regering|Nederland|Defensie|mijn ministerie|de (?:minister"
    r"|staatssecretaris)\b[^.;]{0,80}?)"
)
_PROMISE = re.compile(
    rf"\b(?:zal|zullen)\b[^.]{{0,160}}?\b(?:delen|gedeeld|meenemen|opnemen|opgenomen|sturen|zenden"
    rf"|aanbieden)\b[^.]{{0,80}}?\b(?:aan|met|naar) {_CHAMBER}\b"
    rf"|\b(?:zal|zullen|kom|komt|komen) {_WE}\b[^.]{{0,120}}?\b(?:terugkomen|terug)\b"
    rf"|\b{_WE} (?:kom|komt|komen)\b[^.]{{0,120}}?\b(?:op|hierop|daarop|hierover)\b[^.]{{0,60}}?\bterug\b"
    rf"|\b{_WE} (?:zal|zullen)\b[^.]{{0,120}}?\b(?:hierop|daarop|hier|daar)\b[^.]{{0,40}}?\bterugkomen\b"
    rf"|\b(?:informeer|informeert|informeren|bericht|stuur|stuurt|sturen|zend|zendt|zenden|bied|biedt|bieden|praat"
    rf"|praten) {_WE} {_CHAMBER}\b"
    rf"|\b{_WE} (?:informeer|informeert|informeren|bericht|berichten|stuur|stuurt|sturen|zend|zendt|zenden|bied"
    rf"|biedt|bieden|praat|praten|verstrekt|rapporteert|houdt|houd|houden)\b[^.,]{{0,40}}? ?\b{_CHAMBER}\b"
    rf"|\b(?:stel|stelt|stellen|breng|brengt|brengen|houd|houdt|houden) {_WE} {_CHAMBER}\b[^.]{{0,100}}?\bop de "
    rf"hoogte\b"
    rf"|\b(?:ontvangt|ontvangen) (?:u|uw Kamers?|de (?:Tweede |Eerste )?Kamers?|beide Kamers)\b"
    rf"|\b{_CHAMBER} (?:ontvangt|ontvangen|krijgt)\b"
    rf"|\b(?:wordt|worden) {_CHAMBER}\b[^.]{{0,160}}?\b(?:geïnformeerd|bericht|ingelicht|bijgepraat|op de hoogte)\b"
    rf"|\b{_CHAMBER} (?:wordt|worden)\b[^.]{{0,160}}?\b(?:geïnformeerd|bericht|ingelicht|bijgepraat|op de hoogte)\b"
    rf"|\b(?:wordt|worden)\b[^.]{{0,80}}?\b(?:aan|met) {_CHAMBER}\b[^.]{{0,60}}?\b(?:gestuurd|toegezonden"
    rf"|toegestuurd|gezonden|aangeboden|voorgelegd|gedeeld)\b"
    rf"|\b(?:bereikt|bereiken) {_CHAMBER}\b|\btoegezegd\b[^.]{{0,160}}?\bte (?:zenden|sturen|informeren|berichten"
    rf"|laten weten|doen toekomen|rapporteren)\b|\b(?:komt|gaat|komen|gaan)\b[^.]{{0,100}}?\bnaar {_CHAMBER}\b"
    rf"|\bin (?:de|het|een) (?:\w+ )?(?:geannoteerde agenda|verslag|voortgangsrapportage|voortgangsbrief"
    rf"|kamerbrief)\b[^.]{{0,100}}?"
    rf"\b(?:zal|zullen|ga|gaat) {_WE}\b[^.]{{0,80}}?\b(?:opnemen|ingaan|in)\b"
    rf"|\b(?:gaat|komt) (?:u|uw Kamer|de Kamer)\b[^.]{{0,60}}?\btoe\b"
    rf"|\bzal\b[^.]{{0,60}}?\bverzoek\b[^.]{{0,80}}?\bvoldoen\b|\b(?:aan|tot) (?:het|dit|dat"
    rf"|uw) verzoek\b[^.]{{0,100}}?\bzal (?:ik|het kabinet)\b[^.]{{0,80}}?\bvoldoen\b"
    rf"|\b(?:eerst)?(?:volgende|komende) (?:geannoteerde agenda|voortgangs\w+|kwartaal\w+|brief|rapportage|verslag"
    rf"|stand-van-zaken\w*)\b[^.]{{0,100}}?\b(?:ingaan|in|terug|terugkomen|teruggekomen|meegenomen|aandacht"
    rf"|opgenomen|geïnformeerd)\b"
    rf"|^(?:Een|De|Het) (?:\w+ ){{0,3}}?(?:reactie|appreciatie|kabinetsreactie|kabinetsappreciatie|brief|fiche"
    rf"|evaluatie|overzicht|rapportage)\b[^.]{{0,80}}?\b(?:volgt|volgen)\b"
    rf"|\btoegezegde\b[^.]{{0,60}}?\b(?:volgt|volgen|verschijnt|komt)\b|\bwordt\b[^.]{{0,80}}?\bteruggekomen\b"
    rf"|\bzeg(?:t|gen)? {_WE}\b[^.]{{0,160}}?\btoe\b|\b{_WE} zeg(?:t|gen)?\b[^.]{{0,160}}?\btoe\b|\bhoud (?:ik"
    rf"|wij) {_CHAMBER}\b",
    re.IGNORECASE,
)
_HINTS = words(
    "kamer kamers u terug terugkomen zeg zegt zeggen voldoen toegezegd toegezegde teruggekomen volgende "
    "eerstvolgende komende agenda verslag volgt volgen"
)
_LETTER_HINTS = words("hierbij bijgaand bijgevoegd brief bied bieden stuur zend doe")
# What is done with this letter, or was done before, is no promise.
_DONE = re.compile(
    r"\b(?:met|in|via|bij|middels) deze (?:brief|geannoteerde agenda)|\bhierbij\b|\bbijgaand\b|\bhieronder\b"
    r"|\bmaak (?:ik|wij) van de gelegenheid"
    r"|\b(?:is|was|zijn|werd|heb|heeft|hebben|bent) (?:u|uw Kamer|de (?:Tweede )?Kamer|ik"
    r"|wij)\b[^.]{0,120}?\b(?:geïnformeerd|gestuurd|bericht|aangeboden|toegezonden)\b"
    r"|\b(?:debat|overleg|vragen) (?:\w+ ){0,3}?met (?:uw|de) Kamer\b|\bmet de Kamer hierover in debat\b",
    re.IGNORECASE,
)
# The routine of every letter: its own report, its own agenda, this very meeting.
_ROUTINE = re.compile(
    r"\bverslag\b|\bwijzigingen\b|\bagenda\b|\buitkomsten?\b|\bgebruikelijke\b|\bMocht|\bseparaat\b"
    r"|\baparte brief\b|\bafzonderlijke brief\b",
    re.IGNORECASE,
)


_LETTER = re.compile(
    r"^(?:Met|In|Via|Middels) deze brief\b|\b(?:hierbij|met deze brief|in deze brief|middels deze brief|bijgaand"
    r"|bijgevoegd)\b.*\b(?:u|uw Kamers?|de Kamers?|beide Kamers)\b"
    r"|\b(?:bied|bieden|stuur|zend|doe) (?:ik|wij) (?:u|uw Kamers?|de Kamers?)\b.*\b(?:hierbij|verslag|agenda)\b",
    re.IGNORECASE,
)


def is_about_letter(sentence: Sentence) -> bool:
    """Whether a sentence only hands over the letter: ``Hierbij bied ik u … aan``."""
    return not _LETTER_HINTS.isdisjoint(sentence.known) and bool(_LETTER.search(sentence.text))


def is_commitment(sentence: Sentence) -> bool:
    """Whether a sentence promises Parliament something that is still to come."""
    if _HINTS.isdisjoint(sentence.known):
        return False
    promised = _will_tell(sentence) or _tells(sentence) or _PROMISE.search(sentence.text)
    return bool(promised and not _DONE.search(sentence.text))


_WILL = words(
    "zal zullen kan kunnen verwacht verwachten hoop hopen streef streven streeft wil willen zeg zeggen ga gaat gaan"
)
_TELL = words(
    "informeren berichten rapporteren toesturen sturen toekomen toezenden zenden geïnformeerd bericht betrekken "
    "terugkomen "
    "aanbieden bijpraten bijgepraat inlichten ingelicht delen gedeeld hoogte voorleggen meedelen toelichten ingaan "
    "beantwoorden "
    "terugkoppelen rapportage ontvangen tegemoetzien toegaan meenemen overleggen melden gemeld weten toegezonden "
    "toegestuurd "
    "gestuurd aangeboden voorgelegd"
)
_BEFORE_CHAMBER = words("uw de beide tweede eerste deze")


def _will_tell(sentence: Sentence) -> bool:
    """``zal … uw Kamer … informeren``, ``uw Kamer zal … ontvangen``: a verb to come, Parliament, and a verb of telling last."""
    places = range(len(sentence))
    told = max((at for at in places if sentence.words[at] in _TELL), default=-1)
    will = [at for at in places if sentence.words[at] in _WILL and at < told]
    chambers = [at for at in places if at < told and _is_chamber(sentence, at)]
    if not will or not chambers:
        return False
    if will[0] < chambers[-1]:
        return True
    own = next((at for at in chambers if not _is_source(sentence, at)), told)
    return own < will[-1] and sentence.words[will[-1]] in ("zal", "zullen", "kan")


_NOW = words(
    "leg legt leggen geef geeft geven verstrek verstrekt verstrekken rapporteer rapporteert meld meldt "
    "doe doet laat schets breng brengt"
)
_MAY = words("kunt kan mag volgt volgen")
_COMES = words("verwachten tegemoetzien tegemoet volgt volgen")


def _tells(sentence: Sentence) -> bool:
    """``leg ik de Kamer een plan voor``, ``kunt u een brief verwachten``, ``volgt een brief aan uw Kamer``."""
    for at in range(len(sentence)):
        if not _is_chamber(sentence, at):
            continue
        before = sentence.words[max(0, at - 5) : at]
        if not _NOW.isdisjoint(before) and not _SELF.isdisjoint(before):
            return True
        if not _MAY.isdisjoint(sentence.known) and not _COMES.isdisjoint(sentence.known):
            return not _is_source(sentence, at)
    return False


_SELF = words("ik wij we kabinet minister staatssecretaris")


def _is_chamber(sentence: Sentence, place: int) -> bool:
    word = sentence.words[place]
    return word == "u" or (word in ("kamer", "kamers") and sentence.word(place - 1) in _BEFORE_CHAMBER)


def _is_source(sentence: Sentence, place: int) -> bool:
    """``op verzoek van uw Kamer``: Parliament asked, it is not told."""
    return not {"van", "door", "uit"}.isdisjoint(sentence.words[max(0, place - 2) : place])


def is_routine(sentence: str) -> bool:
    """Whether the promise is the one every letter makes: a report afterwards, word when the agenda changes."""
    return bool(_ROUTINE.search(sentence))
