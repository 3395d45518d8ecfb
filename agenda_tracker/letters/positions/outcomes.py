"""What a meeting decided: sentences of a report in which the Council concludes, adopts, agrees, fails to, or puts off."""

from __future__ import annotations

import re

# Share of true finds on the sample reports; under the label *Resultaat* a sentence without talk counts, too.
CONFIDENCE = {"outcome_decided": 0.85, "outcome_section": 0.7}

_BODY = (
    r"(?:raad|ministers|lidstaten|bondgenoten|eurogroep|voorzitter(?:schap)?|bijeenkomst|vergadering|delegaties"
    r"|deelnemers|regeringsleiders|leiders|deelnemende staten"
    r"|partijen|secretaris-generaal|hv|hoge vertegenwoordiger)"
)
_PAPER = (
    r"(?:(?:raads)?conclusies|verklaring(?:en)?|resoluties?|besluit(?:en)?|verordening|richtlijn|aanbeveling(?:en)?"
    r"|mandaat|richtsnoeren|oriëntatie|akkoord|tekst|pakket|begroting"
    r"|vangstmogelijkheden|slotverklaring|communiqué|plan|programma|voorstel|sancties|missie|maatregelen|standpunt)"
)
_DONE = (
    r"(?:aangenomen|aanvaard|vastgesteld|goedgekeurd|bereikt|afgesproken|besloten|overeengekomen|aangehouden"
    r"|verlengd|bekrachtigd|getrokken|verleend|geconcludeerd|benoemd"
    r"|uitgesteld|doorgeschoven|onderschreven|ondertekend|verworpen|voortgezet)"
)
_DECIDED = re.compile(
    # the body acts: De Raad nam … aan, stemde in met, stelde … vast, bereikte, besloot, verleende
    rf"\b{_BODY}\b[^.;]{{0,100}}?\b(?:stemden? [^.;]{{0,60}}?\bin\b|keurden? [^.;]{{0,90}}?\bgoed\b|besloot"
    rf"|besloten|bereikten?|verleenden?|verlengden?|bekrachtigden?|benoemden?|verkoos|verkozen"
    r"|concludeerden?|kwam(?:en)? [^.;]{0,80}?\bovereen|spraken [^.;]{0,60}?\baf\b|aanvaardden?"
    r"|trok(?:ken)? [^.;]{0,60}?\b(?:conclusies?|slotsom)|slaagden? er(?:in| niet in)\b"
    rf"|(?:namen?|nam) [^.;]{{0,90}}?\b{_PAPER}\b[^.;]{{0,90}}?\baan\b|stelden? [^.;]{{0,90}}?\bvast\b)"
    r"|\b(?:de|het) (?:raad|eurogroep) nam(?: \w+)? (?:kennis|nota)\b"
    # the same with the verb first: Zonder discussie stemde de Raad in, Uiteindelijk bereikte de Raad
    rf"|\b(?:nam|namen|bereikten?|besloot|besloten|concludeerden?|keurden?|bekrachtigden?|stelden?|stemden?"
    rf"|verleenden?|verlengden?|aanvaardden?|trok|trokken) (?:de|het) (?:\w+ )?{_BODY}\b"
    r"[^.;]{0,140}?\b(?:aan|in|vast|goed|overeenstemming|akkoord|mandaat|conclusies?|besluit(?:en)?|dat|om|tot)\b"
    # something is done: werden … aangenomen, is … afgesproken, Afgesproken werd
    rf"|\b(?:werd(?:en)?|is|zijn|wordt|worden|kon|konden) (?!(?:eerder|in 20))[^.;]{{0,110}}?\b{_DONE}\b"
    rf"|^{_DONE} (?:is|werd|zijn)\b|^Afgesproken\b"
    rf"|\b(?:heeft|hebben) [^.;]{{0,90}}?\b(?:aangenomen|aanvaard|ingestemd|besloten|vastgesteld|goedgekeurd"
    rf"|bereikt|verleend)\b"
    # nothing came of it, or it goes on
    r"|\b(?:geen|niet tot(?: een)?|voldoende|onvoldoende|brede) (?:\w+ )?(?:besluit|besluiten|besluitvorming"
    r"|overeenstemming|akkoord|eenparigheid|unanimiteit|conclusies|consensus|compromis|gekwalificeerde meerderheid"
    r"|basis|steun om)\b"
    r"|\bbesluitvorming bleek\b|\bbleek (?:\w+ )?(?:on|niet )(?:mogelijk|haalbaar)"
    r"|\bleidden? (?:\w+ )?(?:niet )?tot\b[^.;]{0,60}\b(?:conclusies|besluit|akkoord|overeenstemming)"
    r"|\bwerd [^.;]{0,60}\bovereenstemming\b"
    r"|\b(?:keert|keren|komt|komen)\b[^.;]{0,80}?\bterug\b[^.;]{0,60}\b(?:agenda|raad|bijeenkomst)"
    r"|\bterug op de (?:agenda|raad)|\bworden [^.;]{0,60}\bvoortgezet\b"
    r"|\b(?:heeft|had|hebben) (?:\w+ )?geresulteerd in\b|\bkomt [^.;]{0,50}\buit op\b"
    r"|\b(?:voorzitter|voorzitterschap|hoge vertegenwoordiger|hv(?:/vp)?)\b[^.;]{0,30}\b(?:concludeerde"
    r"|constateerde|stelde vast|trok|sloot af|zal|gaat)\b[^.;]{0,140}\b(?:dat|voorstel|terug|opnieuw|conclusie"
    r"|slotsom|verder)\b"
    r"|\bgekwalificeerde meerderheid ingestemd|\b(?:volgt|volgen) (?:\w+ ){0,5}?(?:besluit|voorstel)",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"\b(?:nam(?:en)? (?:\w+ )?(?:deel|het woord)|eerder (?:aangenomen|vastgesteld|bereikt|besloten)|in (?:januari"
    r"|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december) (?:20\d\d )?(?:aangenomen"
    r"|vastgesteld)"
    r"|wil(?:den)?|stelden? (?:\w+ )?voor|vond(?:en)?|pleitten?|vroeg(?:en)?|benadrukten?|wees op"
    r"|riep(?:en)? (?:\w+ )?op)\b",
    re.IGNORECASE,
)
_TALK = re.compile(
    r"\b(?:sprak|spraken|wisselden?|besprak|bespraken|luisterden?|gaf|gaven|lichtte|opende|schetste"
    r"|presenteerde|dankte|benadrukten?|vroeg(?:en)?|wees|wezen|riep(?:en)?)\b",
    re.IGNORECASE,
)


def outcome_rule(sentence: str, role: str) -> str:
    """The rule by which a sentence tells an outcome, ``""`` when it tells none."""
    if len(sentence) < 12 or len(sentence) > 1500 or sentence.endswith("?"):
        return ""
    if _DECIDED.search(sentence) and not _NOT.search(sentence):
        return "outcome_decided"
    if role == "result" and not _TALK.search(sentence):
        return "outcome_section"
    return ""
