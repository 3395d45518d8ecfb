"""What programs look for at fixed addresses: search in the browser's own bar, rules for robots, whom to warn of a leak."""

from xml.sax.saxutils import escape, quoteattr

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

PLAIN = "text/plain; charset=utf-8"
CLOSED = ("/beheer/", "/voorvertoning/", "/zoeken/")


@require_safe
def opensearch(request: HttpRequest) -> HttpResponse:
    """The OpenSearch 1.1 description: pages for a reader, Atom for a program."""
    search = request.build_absolute_uri(reverse("search")) + "?q={searchTerms}"
    feed = request.build_absolute_uri(reverse("positions-feed")) + "?q={searchTerms}&page={startPage?}"
    icon = request.build_absolute_uri(settings.STATIC_URL + "img/icon.svg")
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">',
        "<ShortName>Agendavolger</ShortName>",
        f"<Description>{escape(_('Wat zegt het kabinet bij welke ministeriële vergadering?'))}</Description>",
        f'<Url type="text/html" template={quoteattr(search)}/>',
        f'<Url type="application/atom+xml" template={quoteattr(feed)}/>',
        f'<Url type="application/opensearchdescription+xml" rel="self" template={quoteattr(_here(request))}/>',
        f'<Image type="image/svg+xml" height="16" width="16">{escape(icon)}</Image>',
        '<Query role="example" searchTerms="28 676, nr. 464"/>',
        "<Language>nl</Language>",
        "<InputEncoding>UTF-8</InputEncoding>",
        "<OutputEncoding>UTF-8</OutputEncoding>",
        "</OpenSearchDescription>",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="application/opensearchdescription+xml; charset=utf-8")


def _here(request: HttpRequest) -> str:
    return request.build_absolute_uri(request.path)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    sitemap = request.build_absolute_uri(reverse("sitemap"))
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in CLOSED), "", f"Sitemap: {sitemap}"]
    return HttpResponse("\n".join(lines) + "\n", content_type=PLAIN)


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """RFC 9116. Raises Http404 as long as nobody is named whom to write to."""
    if not settings.SECURITY_CONTACT or settings.SECURITY_EXPIRES is None:
        raise Http404
    lines = [
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {settings.SECURITY_EXPIRES.isoformat()}T00:00:00Z",
        "Preferred-Languages: nl, en",
        f"Canonical: {_here(request)}",
    ]
    if settings.SECURITY_POLICY:
        lines.append(f"Policy: {settings.SECURITY_POLICY}")
    return HttpResponse("\n".join(lines) + "\n", content_type=PLAIN)
