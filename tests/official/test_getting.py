"""A request is bounded whatever the other side does; what comes back is a whole answer or one clear sentence."""

import gzip
import socket
import ssl
import time
import tracemalloc
from email.utils import formatdate

import pytest

from agenda_tracker.official import (
    Busy,
    Changed,
    Failing,
    Getter,
    Limits,
    NotThere,
    Redirected,
    Refused,
    Shelf,
    TimedOut,
    TooLarge,
    Trouble,
    Truncated,
    Turns,
    Unreachable,
    WrongType,
)
from agenda_tracker.official.connecting import origin_of
from agenda_tracker.official.xml import read_xml, root_name

from . import local_server as acts

XML = ("application/xml",)
PATIENT = Limits(most_bytes=200_000)
QUICK = Limits(connect=1.0, read=0.4, total=0.8, most_bytes=200_000)
SLOW = (acts.hangs, acts.drips, acts.drips_headers)


def getter(source, **options) -> Getter:
    return Getter(frozenset({origin_of(source.base)}), "Agendavolger (proef)", **{"limits": PATIENT, **options})


def test_a_whole_answer_comes_back_with_its_type(source):
    source.acts["/a.xml"] = acts.answers("<a/>", "application/xml; charset=utf-8")
    answer = getter(source).get(f"{source.base}/a.xml", XML)
    assert (answer.media_type, answer.data, answer.kept) == ("application/xml", b"<a/>", False)
    path, headers = source.asked[0]
    assert (path, headers["User-Agent"], headers["Accept"]) == ("/a.xml", "Agendavolger (proef)", "application/xml")


def test_a_packed_answer_is_unpacked(source):
    source.acts["/a.xml"] = acts.answers(gzip.compress(b"<a>tekst</a>"), Content_Encoding="gzip")
    assert getter(source).get(f"{source.base}/a.xml", XML).data == b"<a>tekst</a>"


TROUBLES = [
    (acts.hangs, TimedOut, "127.0.0.1 antwoordt niet op tijd."),
    (acts.drips, TimedOut, "127.0.0.1 antwoordt niet op tijd."),
    (acts.drips_headers, TimedOut, "127.0.0.1 antwoordt niet op tijd."),
    (acts.answers("stuk", status=500), Failing, "127.0.0.1 heeft een storing (antwoord 500)."),
    (acts.answers("stuk", status=503), Failing, "127.0.0.1 heeft een storing (antwoord 503)."),
    (acts.answers("druk", status=503, Retry_After="120"), Busy, "127.0.0.1 vraagt later terug te komen."),
    (acts.answers("druk", status=429), Busy, "127.0.0.1 vraagt later terug te komen."),
    (acts.answers("weg", status=404), NotThere, "127.0.0.1 heeft dit niet (antwoord 404)."),
    (acts.answers("nee", status=403), Refused, "127.0.0.1 weigert de vraag (antwoord 403)."),
    (acts.answers("", status=204), Changed, "Het antwoord van 127.0.0.1 is anders dan Agendavolger kent (antwoord 204); "
                                            "meld dit de beheerder."),
    (acts.breaks_off, Truncated, "Het antwoord van 127.0.0.1 brak halverwege af."),
    (acts.breaks_off_in_chunks, Truncated, "Het antwoord van 127.0.0.1 brak halverwege af."),
    (acts.breaks_off_packed, Truncated, "Het antwoord van 127.0.0.1 brak halverwege af."),
    (acts.answers("<h1>Onderhoud</h1>", "text/html"), WrongType,
     "127.0.0.1 stuurde een webpagina in plaats van de gevraagde gegevens."),
    (acts.answers("%PDF", "application/pdf"), WrongType,
     "127.0.0.1 stuurde application/pdf in plaats van de gevraagde gegevens."),
    (acts.answers("<a/>", ""), WrongType, "127.0.0.1 stuurde iets zonder soort in plaats van de gevraagde gegevens."),
    (acts.answers("x", Content_Encoding="br"), Changed,
     "Het antwoord van 127.0.0.1 is anders dan Agendavolger kent (inpakking br); meld dit de beheerder."),
    (acts.resets, Unreachable, "127.0.0.1 verbrak de verbinding."),
    (acts.speaks_nonsense, Unreachable, "127.0.0.1 geeft een antwoord dat niet te lezen is."),
    (acts.endless, TooLarge, "Het antwoord van 127.0.0.1 is groter dan 1 MB en is niet opgehaald."),
    (acts.bomb, TooLarge, "Het antwoord van 127.0.0.1 is groter dan 1 MB en is niet opgehaald."),
    (acts.answers("x" * 300_000), TooLarge, "Het antwoord van 127.0.0.1 is groter dan 1 MB en is niet opgehaald."),
    (acts.moves_to("/a.xml"), Redirected, "127.0.0.1 verwijst door naar zichzelf; daar haalt Agendavolger niets op."),
    (acts.moves_to("http://169.254.169.254/geheim"), Redirected,
     "127.0.0.1 verwijst door naar 169.254.169.254; daar haalt Agendavolger niets op."),
    (acts.moves_to("file:///etc/passwd"), Redirected,
     "127.0.0.1 verwijst door naar een adres dat niet klopt; daar haalt Agendavolger niets op."),
]  # fmt: skip


@pytest.mark.parametrize(("act", "kind", "sentence"), TROUBLES)
def test_each_trouble_is_one_sentence_and_leaves_nothing(source, tmp_path, act, kind, sentence):
    source.acts["/a.xml"] = act
    asking = getter(source, shelf=Shelf(tmp_path / "kept"), limits=QUICK if act in SLOW else PATIENT)
    with pytest.raises(Trouble) as told:
        asking.get(f"{source.base}/a.xml", XML)
    assert (type(told.value), told.value.sentence) == (kind, sentence)
    assert list(tmp_path.rglob("*.answer")) == list(tmp_path.rglob("*.part")) == []


def test_a_chain_of_redirects_ends(source):
    for step in range(9):
        source.acts[f"/{step}"] = acts.moves_to(f"/{step + 1}", 301)
    with pytest.raises(Redirected):
        getter(source).get(f"{source.base}/0", XML)
    assert len(source.asked) == PATIENT.redirects + 1


def test_a_redirect_within_the_host_is_followed(source):
    source.acts |= {"/oud": acts.moves_to("/nieuw", 301), "/nieuw": acts.answers("<a/>")}
    answer = getter(source).get(f"{source.base}/oud", XML)
    assert (answer.address, answer.data) == (f"{source.base}/nieuw", b"<a/>")


def test_another_port_or_scheme_is_another_source(source):
    with pytest.raises(Redirected, match="no configured origin"):
        getter(source).get("http://127.0.0.1:1/a.xml", XML)
    assert origin_of("https://a.example/x") == "https://a.example:443"
    assert [origin_of(bad) for bad in ("ftp://a/", "http://u:p@a/", "http:///x", "http://a:99999/")] == [""] * 4


def test_nobody_listening_and_an_unknown_name_are_told_apart():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        dead = f"http://127.0.0.1:{taken.getsockname()[1]}"
        with pytest.raises(Unreachable) as refused:
            Getter(frozenset({origin_of(dead)}), "x", QUICK).get(dead, XML)
    assert refused.value.sentence == "127.0.0.1 is niet te bereiken."
    unknown = "http://bestaat-niet.invalid"
    with pytest.raises((Unreachable, TimedOut)) as lost:
        Getter(frozenset({origin_of(unknown)}), "x", QUICK).get(unknown, XML)
    assert lost.value.sentence.startswith("bestaat-niet.invalid ")


def test_a_name_that_is_not_resolved_in_time(source, monkeypatch):
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_asked, **_how: source.stopping.wait(10) and [])
    with pytest.raises(TimedOut):
        getter(source, limits=QUICK).get(f"{source.base}/a.xml", XML)


def test_plain_http_where_tls_is_expected(source):
    secure = source.base.replace("http:", "https:")
    with pytest.raises(Trouble) as told:
        Getter(frozenset({origin_of(secure)}), "x", QUICK).get(secure, XML)
    assert isinstance(told.value, Unreachable | TimedOut)


def test_a_certificate_nobody_signed_is_refused(source, certificate):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    source.socket = context.wrap_socket(source.socket, server_side=True)
    secure = source.base.replace("http:", "https:")
    with pytest.raises(Unreachable) as told:
        Getter(frozenset({origin_of(secure)}), "x", QUICK).get(secure, XML)
    assert told.value.sentence == "127.0.0.1 heeft een certificaat dat niet klopt."


def test_a_proxy_is_asked_for_the_whole_address(source):
    source.acts["/a.xml"] = acts.answers("<a/>")
    asking = Getter(frozenset({"http://bron.invalid:80"}), "proef", PATIENT, proxy=source.base)
    assert asking.get("http://bron.invalid/a.xml?b=1", XML).data == b"<a/>"
    path, headers = source.asked[0]
    assert (path, headers["Host"]) == ("http://bron.invalid/a.xml?b=1", "bron.invalid")


def test_a_proxy_makes_a_tunnel_to_a_secure_host(source, certificate, monkeypatch):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with acts.local_server() as secure:
        secure.socket = context.wrap_socket(secure.socket, server_side=True)
        secure.acts["/a.xml"] = acts.answers("<a/>")
        source.tunnel_to = secure.server_address[1]
        asking = Getter(frozenset({"https://bron.invalid:443"}), "proef", PATIENT, proxy=source.base)
        with pytest.raises(Unreachable, match="certificaat dat niet klopt"):
            asking.get("https://bron.invalid/a.xml", XML)
        trusting = ssl.create_default_context(cafile=certificate)
        trusting.check_hostname = False  # the certificate is that of 127.0.0.1
        monkeypatch.setattr(ssl, "create_default_context", lambda: trusting)
        assert asking.get("https://bron.invalid/a.xml", XML).data == b"<a/>"
    assert source.asked[-1][0] == "bron.invalid:443"
    assert secure.asked[-1][0] == "/a.xml"


def test_a_proxy_that_refuses_is_told(source):
    asking = Getter(frozenset({"https://bron.invalid:443"}), "proef", PATIENT, proxy=source.base)
    with pytest.raises(Unreachable) as told:
        asking.get("https://bron.invalid/a.xml", XML)
    assert told.value.sentence == "bron.invalid is via de proxy niet te bereiken."


@pytest.mark.parametrize("act", [acts.endless, acts.bomb])
def test_memory_stays_within_the_limit(source, act):
    source.acts["/a.xml"] = act
    asking = getter(source)
    acts._bomb()  # made by the server, not counted
    tracemalloc.start()
    try:
        with pytest.raises(TooLarge):
            asking.get(f"{source.base}/a.xml", XML)
        _now, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < PATIENT.most_bytes * 10


def test_the_budget_covers_all_requests_together(source):
    source.acts["*"] = acts.hangs
    asking = getter(source, budget=0.5, limits=QUICK)
    began = time.monotonic()
    for _round in range(3):
        with pytest.raises(TimedOut):
            asking.get(f"{source.base}/a.xml", XML)
    assert time.monotonic() - began < 5
    assert len(source.asked) <= 2


def test_what_did_not_change_is_not_sent_again(source, tmp_path):
    source.acts["/a.xml"] = acts.kept_answers(b"<a>een</a>")
    asking = getter(source, shelf=Shelf(tmp_path))
    first, second = (asking.get(f"{source.base}/a.xml", XML) for _round in range(2))
    assert (first.data, first.kept, second.data, second.kept) == (b"<a>een</a>", False, b"<a>een</a>", True)
    source.acts["/a.xml"] = acts.kept_answers(b"<a>twee</a>", etag='"2"')
    assert asking.get(f"{source.base}/a.xml", XML).data == b"<a>twee</a>"


def test_a_date_is_asked_about_too_and_a_damaged_file_is_not_used(source, tmp_path):
    source.acts["/a.xml"] = acts.answers("<a/>", Last_Modified="Fri, 06 Sep 2024 10:00:00 GMT")
    asking = getter(source, shelf=Shelf(tmp_path))
    asking.get(f"{source.base}/a.xml", XML)
    asking.get(f"{source.base}/a.xml", XML)
    next(tmp_path.glob("*.answer")).write_bytes(b"{}\nonzin")
    asking.get(f"{source.base}/a.xml", XML)
    asked = [headers.get("If-Modified-Since") for _path, headers in source.asked]
    assert asked == [None, "Fri, 06 Sep 2024 10:00:00 GMT", None]


def test_a_shelf_that_cannot_be_written_keeps_nobody_from_reading(source, tmp_path, caplog):
    (tmp_path / "file").write_text("in de weg")
    source.acts["/a.xml"] = acts.kept_answers(b"<a/>")
    asking = getter(source, shelf=Shelf(tmp_path / "file" / "kept"), turns=Turns(tmp_path / "file" / "turns", 0.0))
    assert asking.get(f"{source.base}/a.xml", XML).data == b"<a/>"
    assert ["could not be kept" in line for line in caplog.messages] == [True, True]


def test_the_shelf_keeps_a_number_of_answers(source, tmp_path):
    source.acts["*"] = acts.kept_answers(b"<a/>")
    asking = getter(source, shelf=Shelf(tmp_path, most=2))
    for name in "abc":
        asking.get(f"{source.base}/{name}", XML)
    assert len(list(tmp_path.glob("*.answer"))) == 2


def test_the_shelf_keeps_so_many_bytes(source, tmp_path):
    source.acts["*"] = acts.kept_answers(b"<a>" + b"x" * 1000 + b"</a>")
    asking = getter(source, shelf=Shelf(tmp_path, most_bytes=3000))
    for name in "abcd":
        asking.get(f"{source.base}/{name}", XML)
    assert len(list(tmp_path.glob("*.answer"))) == 2


def test_turns_are_shared_by_all_who_ask_one_host(source, tmp_path):
    source.acts["*"] = acts.answers("<a/>")
    two = [getter(source, turns=Turns(tmp_path, 0.2)) for _one in range(2)]
    began = time.monotonic()
    for asking in two:
        asking.get(f"{source.base}/a.xml", XML)
    assert time.monotonic() - began >= 0.19


@pytest.mark.parametrize("form", ["seconds", "date"])
def test_retry_after_is_honoured_without_asking_again(source, tmp_path, form):
    told = "36000" if form == "seconds" else formatdate(time.time() + 36_000, usegmt=True)
    source.acts["*"] = acts.answers("druk", status=503, Retry_After=told)
    with pytest.raises(Busy) as first:
        getter(source, turns=Turns(tmp_path, 0.0)).get(f"{source.base}/a.xml", XML)
    with pytest.raises(Busy) as second:
        getter(source, turns=Turns(tmp_path, 0.0)).get(f"{source.base}/b.xml", XML)
    assert len(source.asked) == 1
    assert [round(busy.value.wait, -3) for busy in (first, second)] == [36_000, 36_000]


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"<a><b>", Truncated),
        (b"<a", Truncated),
        (b"niets", Changed),
        (b"", Changed),
        (b'<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;', Truncated),
    ],
)
def test_xml_is_whole_or_a_trouble(data, kind):
    for read in (read_xml, root_name):
        with pytest.raises(kind):
            read(data, "bron.example")


def test_the_root_is_named_without_its_namespace():
    assert root_name(
        b'<?xml version="1.0"?><!-- x --><o:officiele-publicatie xmlns:o="urn:o"><a/></o:officiele-publicatie>', "b"
    ) == ("officiele-publicatie")


def test_xml_opens_no_entity():
    root = read_xml(b'<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/hostname">]><a>x&e;y</a>', "bron.example")
    assert "".join(root.itertext()) in ("xy", "x&e;y")
