"""Answers in the form of the official sources; all content is fictional and written for these tests."""

import json
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from .local_server import Asked, LocalServer, answers

SAMPLES = Path(__file__).resolve().parents[1] / "letters" / "samples"
# The annotated agenda of a fictional JBZ-Raad, published as 32 317, nr. 1045.
LETTER = (SAMPLES / "fictief-xml-jbz-agenda.xml").read_bytes()
NAMESPACES = (
    'xmlns:sru="http://docs.oasis-open.org/ns/search-ws/sruResponse" xmlns:gzd="http://standaarden.overheid.nl/sru" '
    'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:c="http://standaarden.overheid.nl/collectie/" '
    'xmlns:overheidwetgeving="http://standaarden.overheid.nl/wetgeving/"'
)
AGENDA: dict[str, Any] = {
    "identifier": "kst-32317-1045",
    "title": "Geannoteerde agenda JBZ-Raad van 9 en 10 oktober 2031 (fictief)",
    "dossier_title": "JBZ-Raad (fictief)",
    "kind": "Brief regering",
    "chamber": "Tweede Kamer",
    "date": "2031-09-29",
    "available": "2031-10-01",
    "dossiers": ["32317", "19637"],
    "number": "1045",
}
REPORT = AGENDA | {
    "identifier": "kst-32317-1050",
    "title": "Verslag van de JBZ-Raad van 9 en 10 oktober 2031 (fictief)",
    "date": "2031-10-24",
    "available": "2031-10-27",
    "number": "1050",
}
SENATE = AGENDA | {
    "identifier": "kst-32317-KX",
    "chamber": "Eerste Kamer",
    "number": "KX",
    "dossiers": ["32317"],
}


def tag(name: str, value: str, attributes: str = "") -> str:
    return f"<{name}{attributes}>{escape(value)}</{name}>" if value else ""


def record(told: dict[str, Any], repository: str = "") -> str:
    """One record; with `repository` its texts lie there, otherwise only the page is named."""
    whole = f"{told['dossier_title']}; {told['kind']}; {told['title']}" if told["title"] else ""
    kern = tag("dcterms:identifier", told["identifier"]) + tag("dcterms:title", whole)
    kern += tag("dcterms:type", "Kamerstuk") + tag("dcterms:creator", f"{told['chamber']} der Staten-Generaal")
    mantel = tag("dcterms:available", told["available"]) + tag("dcterms:date", told["date"])
    part = tag("c:product-area", "officielepublicaties") + tag("overheidwetgeving:documenttitel", told["title"])
    part += tag("overheidwetgeving:dossiertitel", told["dossier_title"])
    part += "".join(tag("overheidwetgeving:dossiernummer", number) for number in told["dossiers"])
    part += tag("overheidwetgeving:ondernummer", told["number"]) + tag("overheidwetgeving:subrubriek", told["kind"])
    part += tag("overheidwetgeving:publicatienaam", "Kamerstuk") + tag("overheidwetgeving:vergaderjaar", "2031-2032")
    extra = tag("gzd:preferredUrl", f"https://zoek.example/{told['identifier']}.html")
    if repository:
        for form in ("html", "pdf", "xml"):
            address = f"{repository}/{told['identifier']}/1/{form}/{told['identifier']}.{form}"
            extra += tag("gzd:itemUrl", address, f' manifestation="{form}"')
    return (
        "<sru:record><sru:recordSchema>http://standaarden.overheid.nl/sru/</sru:recordSchema><sru:recordData><gzd:gzd>"
        f"<gzd:originalData><overheidwetgeving:meta><overheidwetgeving:owmskern>{kern}</overheidwetgeving:owmskern>"
        f"<overheidwetgeving:owmsmantel>{mantel}</overheidwetgeving:owmsmantel><overheidwetgeving:tpmeta>{part}"
        "</overheidwetgeving:tpmeta></overheidwetgeving:meta></gzd:originalData>"
        f"<gzd:enrichedData>{extra}</gzd:enrichedData></gzd:gzd></sru:recordData></sru:record>"
    )


def sru(*records: str, count: int | None = None) -> str:
    number = len(records) if count is None else count
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><sru:searchRetrieveResponse {NAMESPACES}><sru:version>2.0</sru:version>'
        f"<sru:numberOfRecords>{number}</sru:numberOfRecords><sru:records>{''.join(records)}</sru:records>"
        "</sru:searchRetrieveResponse>"
    )


def diagnostic(number: int) -> str:
    return (
        '<searchRetrieveResponse xmlns="http://docs.oasis-open.org/ns/search-ws/sruResponse" '
        'xmlns:d="http://docs.oasis-open.org/ns/search-ws/diagnostic"><version>2.0</version><diagnostics><d:diagnostic>'
        f"<d:uri>info:srw/diagnostic/1/{number}</d:uri><d:message>fictieve melding</d:message></d:diagnostic>"
        "</diagnostics></searchRetrieveResponse>"
    )


def metadata(told: dict[str, Any]) -> str:
    rows = [
        ("DC.identifier", "OVERHEIDop.ParlID", told["identifier"]),
        ("DC.title", "", f"{told['dossier_title']}; {told['kind']}; {told['title']}"),
        ("OVERHEIDop.documenttitel", "", told["title"]),
        ("OVERHEIDop.dossiertitel", "", told["dossier_title"]),
        ("DC.type", "OVERHEIDop.KamerstukTypen", told["kind"]),
        ("DC.creator", "OVERHEID.StatenGeneraal", f"{told['chamber']} der Staten-Generaal"),
        *(("OVERHEIDop.dossiernummer", "", number) for number in told["dossiers"]),
        ("OVERHEIDop.ondernummer", "", told["number"]),
        ("DCTERMS.issued", "DCTERMS.W3CDTF", told["date"]),
        ("DCTERMS.available", "DCTERMS.W3CDTF", told["available"]),
    ]
    lines = (f'<metadata name="{name}" scheme="{scheme}" content="{escape(value)}" />' for name, scheme, value in rows)
    return f"<metadata_gegevens>{''.join(lines)}</metadata_gegevens>"


def odata(*rows: dict[str, Any], following: str = "") -> str:
    answer: dict[str, Any] = {"@odata.context": "$metadata", "value": list(rows)}
    return json.dumps(answer | ({"@odata.nextLink": following} if following else {}))


def dossier_row(number: int = 32317, suffix: str | None = None, highest: int = 1060) -> dict[str, Any]:
    return {
        "Id": "00000000-0000-4000-8000-000000000001",
        "Nummer": number,
        "Toevoeging": suffix,
        "Titel": "JBZ-Raad (fictief)",
        "HoogsteVolgnummer": highest,
    }


def document_row(told: dict[str, Any] = AGENDA, **other: Any) -> dict[str, Any]:
    return {
        "Id": "00000000-0000-4000-8000-000000000002",
        "Soort": told["kind"],
        "DocumentNummer": "2031D01234",
        "Titel": told["dossier_title"],
        "Onderwerp": told["title"],
        "Datum": f"{told['date']}T00:00:00+02:00",
        "Vergaderjaar": "2031-2032",
        "Kamer": 2,
        "Volgnummer": int(told["number"]) if told["number"].isdigit() else None,
        "Kamerstukdossier": [dossier_row()],
        "Zaak": [{"Nummer": "2031Z00987", "Soort": "Brief regering", "Titel": None, "Onderwerp": told["title"]}],
    } | other


def publishes(server: LocalServer, *told: dict[str, Any], texts: dict[str, bytes] | None = None) -> None:
    """Let the source know these publications, by search and by metadata, and their texts as XML."""

    def search(asked: Asked) -> None:
        query = asked.query.get("query", "")
        found = [one for one in told if _meant(one, query)]
        answers(sru(*(record(one, f"{server.base}/frbr") for one in found)))(asked)

    server.acts["/sru"] = search
    for one in told:
        name = one["identifier"]
        text = (texts or {}).get(name, LETTER)
        server.acts[f"/{name}/metadata.xml"] = answers(metadata(one))
        for place in (f"/{name}.xml", f"/frbr/{name}/1/xml/{name}.xml"):
            server.acts[place] = answers(text, ETag=f'"{name}"')


def _meant(one: dict[str, Any], query: str) -> bool:
    if "dt.identifier==" in query:
        numbered = f'w.dossiernummer=="{one["dossiers"][0]}" AND w.ondernummer=="{one["number"]}"'
        return f"dt.identifier=={one['identifier']}" in query or numbered in query
    if "dt.date==" in query:
        return f"dt.date=={one['date']}" in query
    return True
