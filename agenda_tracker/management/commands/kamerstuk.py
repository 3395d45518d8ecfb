"""Read Kamerstuk references from the command line: one query, a file of queries, or a running text."""

import re
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, Final

from django.core.management.base import CommandError

from agenda_tracker.citations import find_references, read_query
from agenda_tracker.management.command import SiteCommand

_ESCAPE: Final = re.compile(r"\\(?:([nrt\\])|u([0-9a-fA-F]{4}))")
_CHARACTERS: Final = {"n": "\n", "r": "\r", "t": "\t", "\\": "\\"}


def unescaped(cell: str) -> str:
    r"""The cell with \n, \r, \t, \\ and \uXXXX resolved; a pair of surrogates becomes one character."""
    plain = _ESCAPE.sub(lambda match: _CHARACTERS[match[1]] if match[1] else chr(int(match[2], 16)), cell)
    return plain.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def escaped(written: str) -> str:
    r"""One line: backslash, newline, return and tab as \\, \n, \r, \t."""
    for plain, escape in (("\\", "\\\\"), ("\n", "\\n"), ("\r", "\\r"), ("\t", "\\t")):
        written = written.replace(plain, escape)
    return re.sub("[\x0b\x0c\x1c-\x1e\x85\u2028\u2029\ud800-\udfff]", lambda match: f"\\u{ord(match[0]):04x}", written)


def answer(query: str) -> str:
    """The normal forms joined by ";", ERROR, or NONE."""
    reading = read_query(query)
    if reading.kind == "references":
        return ";".join(reference.normal for reference in reading.references)
    return "ERROR" if reading.kind == "error" else "NONE"


class Command(SiteCommand):
    help = "Leest verwijzingen naar Kamerstukken en schrijft hun normaalvorm."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("query", nargs="?", help='wat iemand typt, bijvoorbeeld "28 676, nr. 464"')
        parser.add_argument("--batch", metavar="BESTAND", help="één invoer per regel; - leest de standaardinvoer")
        parser.add_argument("--text", action="store_true", help="zoek in lopende tekst op de standaardinvoer")
        parser.add_argument("--no-context", action="store_true", help="met --text: alleen wat op zichzelf zeker is")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["text"]:
            self._text(context=not options["no_context"])
        elif options["batch"] is not None:
            self._batch(options["batch"])
        elif options["query"] is not None:
            self._query(options["query"])
        else:
            raise CommandError("Geef een verwijzing, --batch BESTAND of --text.", returncode=2)

    def _query(self, query: str) -> None:
        reading = read_query(query)
        if reading.kind == "error":
            self.stdout.write("ERROR")
            self.stderr.write(reading.error)
            sys.exit(2)
        for reference in reading.references:
            self.stdout.write(reference.normal)
        if reading.kind == "none":
            self.stdout.write("NONE")

    def _batch(self, name: str) -> None:
        lines = _read(name).decode("utf-8", "replace").split("\n")
        if lines[-1] == "":
            lines.pop()
        for line in lines:
            self.stdout.write(answer(unescaped(line.removesuffix("\r"))))

    def _text(self, *, context: bool) -> None:
        seen = set()
        for found in find_references(_read("-").decode("utf-8", "replace"), context=context):
            if found.reference not in seen:
                seen.add(found.reference)
                cells = (found.reference.normal, str(found.start), str(found.end), escaped(found.as_written))
                self.stdout.write("\t".join(cells))


def _read(name: str) -> bytes:
    if name == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(name).read_bytes()
    except OSError as error:
        raise CommandError(f"Kan {name} niet lezen: {error.strerror}.", returncode=2) from error
