"""Sitemap, OpenSearch, robots.txt and security.txt: what programs find at fixed addresses."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import etree

from agenda_tracker.feeds import sitemap
from agenda_tracker.models import PublicChange
from tests import factories as make
from tests.feeds.reading import body
from tests.web.test_queries import add_rows

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "o": "http://a9.com/-/spec/opensearch/1.1/"}


def places(client, address):
    """Each address in the file with its last change."""
    tree = etree.fromstring(body(client.get(address)))
    return {node.findtext("s:loc", namespaces=NAMES): node.findtext("s:lastmod", namespaces=NAMES) for node in tree}


def test_the_sitemap_leads_to_every_public_page(client, world):
    PublicChange.objects.update(at=datetime(2026, 5, 1, 12, 30, 15, 999, tzinfo=UTC))
    files = places(client, "/sitemap.xml")
    root = "http://testserver"
    kinds = ["paginas", "brieven", "vergaderingen", "standpunten", "themas", "kamerstukken", "dossiers"]
    assert list(files) == [f"{root}/sitemap/{kind}-1.xml" for kind in kinds]
    assert files[f"{root}/sitemap/brieven-1.xml"] == "2026-05-01T12:30:15Z"
    found = {}
    for file in files:
        found |= places(client, file.removeprefix(root))
    assert found[f"{root}/brieven/agenda/"] == "2026-05-01T12:30:15Z"
    assert found[f"{root}/themas/munitie/"] is None
    assert {path for path in found if "kamerstukken/" in path} == {
        f"{root}/kamerstukken/",
        f"{root}/kamerstukken/28676-470/",
        f"{root}/kamerstukken/28676/",
    }
    for path in found:
        assert client.get(path.removeprefix(root)).status_code == 200, path


def test_a_long_kind_is_cut_into_files(client, db, monkeypatch):
    monkeypatch.setattr(sitemap, "PAGE", 2)
    for number in range(5):
        make.make_letter(slug=f"b{number}")
    make.make_letter("draft")
    letters = [file for file in places(client, "/sitemap.xml") if "brieven" in file]
    assert letters == [f"http://testserver/sitemap/brieven-{number}.xml" for number in (1, 2, 3)]
    assert [len(places(client, f"/sitemap/brieven-{number}.xml")) for number in (1, 2, 3)] == [2, 2, 1]


@pytest.mark.parametrize("name", ["brieven-0", "brieven-2", "brieven-999999999999999999", "niets-1", "paginas-2"])
def test_files_that_are_not_in_the_index_are_not_there(client, db, name):
    make.make_letter()
    assert client.get(f"/sitemap/{name}.xml").status_code == 404


def test_queries_of_the_sitemap_stay_the_same(client, db):
    def queries(address):
        with CaptureQueriesContext(connection) as found:
            body(client.get(address))
        return len(found)

    addresses = ["/sitemap.xml", *(f"/sitemap/{part.name}-1.xml" for part in sitemap.PARTS)]
    add_rows(1)
    one = [queries(address) for address in addresses]
    add_rows(24, start=1)
    assert [queries(address) for address in addresses] == one
    assert max(one) <= 9


def test_opensearch_describes_the_search_box(client):
    response = client.get("/opensearch.xml")
    assert response["Content-Type"] == "application/opensearchdescription+xml; charset=utf-8"
    tree = etree.fromstring(response.content)
    assert len(tree.findtext("o:ShortName", namespaces=NAMES)) <= 16
    templates = {node.get("type"): node.get("template") for node in tree.iterfind("o:Url", NAMES)}
    assert templates["text/html"] == "http://testserver/zoeken/?q={searchTerms}"
    assert templates["application/atom+xml"].startswith("http://testserver/feeds/standpunten.atom?q={searchTerms}")


def test_robots_are_kept_from_the_desk_and_led_to_the_sitemap(client):
    assert client.get("/robots.txt").content.decode() == (
        "User-agent: *\nDisallow: /beheer/\nDisallow: /voorvertoning/\nDisallow: /zoeken/\n\n"
        "Sitemap: http://testserver/sitemap.xml\n"
    )


def test_security_txt_is_there_only_when_somebody_is_named(client, settings):
    assert client.get("/.well-known/security.txt").status_code == 404
    settings.SECURITY_CONTACT = "mailto:veilig@example.nl"
    settings.SECURITY_EXPIRES = date(2027, 5, 31)
    settings.SECURITY_POLICY = "https://example.nl/cvd"
    response = client.get("/.well-known/security.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode().splitlines() == [
        "Contact: mailto:veilig@example.nl",
        "Expires: 2027-05-31T00:00:00Z",
        "Preferred-Languages: nl, en",
        "Canonical: http://testserver/.well-known/security.txt",
        "Policy: https://example.nl/cvd",
    ]


@pytest.mark.parametrize("address", ["/sitemap.xml", "/opensearch.xml", "/robots.txt", "/sitemap/paginas-1.xml"])
def test_only_reading_is_allowed(client, db, address):
    assert client.get(address).status_code == 200
    assert client.post(address).status_code == 405
