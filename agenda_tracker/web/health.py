"""Whether this process can answer: a trivial query, and `ok`; 503 when the database does not answer."""

from django.db import InterfaceError, OperationalError, connections
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from agenda_tracker.models.reading import place

from .unavailable import database, mend_pools

PLAIN = "text/plain; charset=utf-8"


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    try:
        with connections[place()].cursor() as cursor:
            cursor.execute("SELECT 1")
    except (OperationalError, InterfaceError) as error:
        mend_pools(error)
        return HttpResponse("de database antwoordt niet", status=503, content_type=PLAIN)
    database.seen()
    return HttpResponse("ok", content_type=PLAIN)
