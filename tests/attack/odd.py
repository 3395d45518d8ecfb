"""What nobody would type: values, fields, headers and methods, as strategies that hypothesis draws from."""

from hypothesis import strategies as st

Pairs = list[tuple[str, str]]

ODD = [
    "", " ", "\x00", "a\x00b", "\r\n", "\n", "\t", "\x1b[2J", "\x7f", "\x85", "\u2028", "\ufeff", "\ufffe", "\uffff",
    "\ud800", "\udfff\ud800", "a\ud83d", "\u202e\u202dnederland", "neder\u200bland", "\u200f\u061c", "\u0301" * 40,
    "e\u0301\u0301\u0301", "İıſﬁß", "😀" * 30, "Ⅳ", "²", "٢٠٢٤", "०१", "1e5", "1_000", "+1", "-1", "0", "00", "007",
    "9" * 19, "9" * 30, "9" * 5000, "-" + "9" * 400, "9223372036854775807", "9223372036854775808", "2147483648", "1.5",
    "NaN", "inf", "None", "null", "true", "[]", "{}", "__proto__", "x" * 201, "x" * 10_000, "é" * 4_000, "a " * 300,
    "(" * 3_000, "[" * 3_000, "((((((((((((a))))))))))))", '"', '"nederland', '""', "'", "\\", "%", "%%", "%s", "%(a)s",
    "_", "*", "?", "a*", "*a", "-", "--", "- -a", "-nederland", "a:b", "q:", "a AND b", "OR", "NOT", "a OR", "{{ 7|add:7 }}",
    "{% debug %}", "${7*7}", "'; DROP TABLE x;--", "' OR 1=1 --", "\" OR \"\"=\"", "1) OR (1=1", "<script>alert(1)</script>",
    "<!--", "]]>", "&amp;", "&#0;", "javascript:alert(1)", "data:text/html,x", "//elders.invalid/", "/\\elders.invalid",
    "http://elders.invalid/standpunten/1/", "../../etc/passwd", "..%2f..%2f", "%00", "%u0000", "=1+1", "@SUM(A1)", ";", ",",
    "|ls", "`id`", "2024-02-30", "0000-00-00", "0001-01-01", "9999-12-31", "10000-01-01", "2024-1-1", "31-02-2024", "0000",
    "9999", "28 676, nr. 464", "28676-464", "28676-", "36600-X-3", "36600", "99999-99999", "kst-28676-464", "21501-02-1/2",
    "28 676, nrs. 1, 2, 3, 4, 5 en 6 t/m 90", "28676-464, 28676-465; 29911-17", "Kamerstukken II 2023/24, 28 676, nr.",
    "CXXIV", "MMMMMMMMMMMM", "XVI" * 100, "R2114", "nr. " * 60, "28 676, nr. " + "1" * 180, "relevance", "xlsx", "csv", "CSV ",
    "json", "tk", "ek", "TK,EK", "2023,2024", "newest&sort=oldest", "nederland kabinet -steunt", '"het kabinet wil"',
    "a b c d e f g h i j k l m n o p q r s t u v", "luchtverdedig*", "niet-bestaand", "\u00a0", "\u00ad" * 150, "ΑΒΓ", "中文測試",
    "\u0600", "ـ" * 90, "\U0010ffff", "\U000e0001",
]  # fmt: skip

text = st.text(st.characters(codec=None), max_size=40)
values = st.one_of(st.sampled_from(ODD), st.sampled_from(ODD), text, st.integers().map(str))
mixed = st.lists(st.one_of(st.sampled_from(ODD[:60]), text), min_size=2, max_size=4).map("".join)
anything = st.one_of(values, values, mixed)

METHODS = ["HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "get", "X" * 50]
methods = st.one_of(st.just("GET"), st.just("GET"), st.just("GET"), st.sampled_from(METHODS))

HEADERS = {
    "Host": ["", "elders.invalid", "testserver:0", "testserver:99999", "[::1]:80", "[", "testserver.", "test server", "a" * 300,
             "testserver@elders.invalid", "127.0.0.1, elders.invalid", "\xff", "testserver:80:80"],
    "Cookie": ["sessionid=", "sessionid=" + "x" * 4000, "csrftoken=\x00", "a=b; " * 900, "=", ";;;", 'messages="[[\\"x"',
               "messages=abc:def:ghi", "\xe9=\xff", "sessionid=a; sessionid=b", "__Host-sessionid=x"],
    "Accept": ["", "text/html;q=NaN", "*/*;" * 500, "application/json", ",,,", "a" * 5000],
    "Accept-Language": ["", "nl;q=2", "x" * 5000, "en,*;q=0.0001", "-", "../../x", "zh-hans-cn-x-private"],
    "Accept-Encoding": ["", "gzip;q=0", "br, gzip, *", "\x80", "identity;q=0, *;q=0"],
    "Range": ["bytes=0-", "bytes=-1", "bytes=5-1", "bytes=0-0,1-1,2-2", "bytes=" + "9" * 400 + "-", "rows=1-2", "bytes=a-b"],
    "If-None-Match": ["*", "W/", '"', 'W/"0-20260101-x-y"', "a, b, c", '"' + "x" * 5000 + '"', '""' * 2000],
    "If-Modified-Since": ["x", "Thu, 01 Jan 1970 00:00:00 GMT", "Fri, 31 Dec 9999 23:59:59 GMT", "Mon, 99 Foo 0000 99:99:99 GMT",
                          "Sun, 06 Nov 94 08:49:37 GMT"],
    "If-Match": ["*", '"x"', "\xff"],
    "If-Range": ["x", '"y"'],
    "X-Forwarded-For": ["", "1.2.3.4", "::1", "a, b, c", "x" * 5000, "1.2.3.4, 5.6.7.8:99", "<script>", "\xff", "unknown"],
    "X-Forwarded-Host": ["elders.invalid", "", "a,b"],
    "X-Forwarded-Proto": ["https", "http", "gopher", ""],
    "X-Forwarded-Port": ["0", "99999", "x"],
    "Forwarded": ["for=x;host=elders.invalid;proto=https"],
    "Referer": ["", "http://[", "javascript:x", "http://testserver/beheer/", "x" * 8000],
    "Origin": ["null", "http://elders.invalid", "http://["],
    "X-Requested-With": ["XMLHttpRequest"],
    "X-Http-Method-Override": ["DELETE"],
    "X-Original-Url": ["/beheer/"],
    "X-Desk-Part": ["verdict", "list", "x"],
    "User-Agent": ["", "() { :; }; id", "x" * 8000],
    "Content-Type": ["", "application/json", "multipart/form-data", "multipart/form-data; boundary=", "text/plain; charset=x",
                     "application/x-www-form-urlencoded; charset=utf-7", "multipart/form-data; boundary=" + "x" * 500, "\xff"],
    "Content-Length": ["x", "-1", "99999999999999", "0", ""],
}  # fmt: skip


@st.composite
def headers(draw: st.DrawFn) -> dict[str, str]:
    """None mostly; otherwise a few, each a strange value for a header that some program heeds."""
    few = st.lists(st.sampled_from(sorted(HEADERS)), max_size=3, unique=True)
    names = draw(st.one_of(st.just([]), st.just([]), few))
    return {name: draw(st.sampled_from(HEADERS[name])) for name in names}


def pairs(names: list[str], known: dict[str, list[str]], most: int = 5) -> st.SearchStrategy[Pairs]:
    """Fields of a query or form: names that the site knows with what it knows for them or not, in any number and order."""
    name = st.one_of(st.sampled_from(names), st.sampled_from(names), st.sampled_from(names), anything)

    def with_value(one: str) -> st.SearchStrategy[tuple[str, str]]:
        right = known.get(one)
        return st.tuples(
            st.just(one), st.one_of(st.sampled_from(right), st.sampled_from(right), anything) if right else anything
        )

    few = st.lists(name.flatmap(with_value), max_size=most)
    many = st.sampled_from(
        [[("q", "a")] * 5_001, [(f"x{number}", "1") for number in range(4_990)], [("topic", "")] * 4_000]
    )
    return st.integers(0, 149).flatmap(lambda dice: many if dice == 0 else few)
