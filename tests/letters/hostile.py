"""Files that want to do harm or are broken, made here byte by byte; each function gives the bytes of one file."""

import io
import random
import struct
import zipfile
import zlib

MEGABYTE = 1 << 20
TEXT = (
    "Fictieve brief. Geachte voorzitter, hierbij stuur ik u de geannoteerde agenda van de Milieuraad van 12 maart 2031. "
    "Nederland pleit voor schoon water. Hoogachtend, de minister van Fictieve Zaken, A.B. Naam."
)


def repeated_deflate(piece: bytes, times: int) -> bytes:
    """What ``piece * times`` deflates to, without ever making it."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(piece) + packer.flush(zlib.Z_FULL_FLUSH)
    return packed * times + packer.flush()


def repeated_zlib(piece: bytes, times: int) -> bytes:
    """As ``repeated_deflate``, with a header; the check sum at the end is wrong, which is known only at the end."""
    return b"\x78\xda" + repeated_deflate(piece, times) + b"\0\0\0\0"


# Word


CONTENT_TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns='
    '"http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>'
    "</Relationships>"
)
BODY = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
END = "</w:body></w:document>"


def docx(document: str, before: str = "", **others: str | bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", CONTENT_TYPES)
        archive.writestr("_rels/.rels", RELATIONS)
        archive.writestr("word/document.xml", f'<?xml version="1.0" encoding="UTF-8"?>{before}{document}')
        for name, content in others.items():
            archive.writestr(name.replace("__", "/"), content)
    return buffer.getvalue()


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def docx_bomb(megabytes: int, declared: int | None = None) -> bytes:
    """A Word file whose text unpacks to so many megabytes; ``declared`` is the size it admits to."""
    size = megabytes * MEGABYTE
    piece = paragraph("vis " * 200).encode()
    piece *= MEGABYTE // len(piece)
    packed = repeated_deflate(BODY.encode() + piece, 1)[:-2] + repeated_deflate(piece, megabytes)
    plain = docx("")
    with zipfile.ZipFile(io.BytesIO(plain)) as archive:
        small = [(item.filename, archive.read(item)) for item in archive.infolist()[:2]]
    return raw_zip([*small, ("word/document.xml", packed)], declared=size if declared is None else declared)


def raw_zip(parts: list[tuple[str, bytes]], declared: int) -> bytes:
    """A zip file of plain parts and, last, one that is deflated already and claims to have ``declared`` bytes."""
    out, directory = b"", b""
    for index, (name, data) in enumerate(parts):
        last = index == len(parts) - 1
        method, size, check = (8, min(declared, 0xFFFFFFFE), 0) if last else (0, len(data), zlib.crc32(data))
        fields = struct.pack("<HHHHHLLLHH", 20, 0, method, 0, 0x21, check, len(data), size, len(name), 0)
        directory += b"PK\x01\x02" + struct.pack("<H", 20) + fields + struct.pack("<HHHLL", 0, 0, 0, 0, len(out))
        directory += name.encode()
        out += b"PK\x03\x04" + fields + name.encode() + data
    end = struct.pack("<HHHHLLH", 0, 0, len(parts), len(parts), len(directory), len(out), 0)
    return out + directory + b"PK\x05\x06" + end


def nested_zip(depth: int = 12) -> bytes:
    """Zip files in zip files, sixteen of each kind."""
    data = zlib.compress(b"0" * MEGABYTE, 9)
    for _ in range(depth):
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for number in range(16):
                archive.writestr(f"{number}.zip", data)
        data = buffer.getvalue()
    return data


def many_parts(count: int = 60_000) -> bytes:
    """A Word file with a great many empty parts."""
    return docx(BODY + paragraph(TEXT) + END, **{f"word__{number}.xml": "" for number in range(count)})


ENTITIES = (
    '<!DOCTYPE d [<!ENTITY a0 "vis">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12)) + "]>"
)


def deep(tag: str, count: int) -> str:
    return f"<{tag}>" * count + f"</{tag}>" * count


def locked_word() -> bytes:
    """The outside of a Word file with a password: an old-style container with an encrypted stream."""
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
    return header + "EncryptedPackage".encode("utf-16-le") + random.Random(1).randbytes(20_000)


# PDF


def pdf(*objects: bytes, trailer: bytes = b"") -> bytes:
    """A PDF file of these objects; the first is the catalogue."""
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    end += b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, len(out))
    return out + end


def stream(data: bytes, more: bytes = b"") -> bytes:
    return b"<</Length %d%s>>\nstream\n%s\nendstream" % (len(data), more, data)


CATALOGUE = b"<</Type/Catalog/Pages 2 0 R>>"
PAGES = b"<</Type/Pages/Count 1/Kids[3 0 R]>>"
PAGE = (
    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
    b"/Resources<</Font<</F 5 0 R>>/XObject<</X 6 0 R>>>>>>"
)
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
NOTHING = b"<<>>"


def drawn(text: str) -> bytes:
    """The drawing of some lines of text."""
    lines = [text[start : start + 80] for start in range(0, len(text), 80)]
    return b"BT /F 11 Tf 60 780 Td 14 TL " + b"".join(b"(%s) Tj T* " % line.encode("cp1252") for line in lines) + b"ET"


def pdf_letter(
    catalogue: bytes = CATALOGUE, content: bytes | None = None, last: bytes = NOTHING, **more: bytes
) -> bytes:
    body = stream(drawn(TEXT * 4)) if content is None else content
    return pdf(catalogue, PAGES, PAGE, body, FONT, last, **more)


def pdf_with_actions() -> bytes:
    """Starts programs and scripts when opened, if its reader lets it."""
    script = b"/OpenAction<</S/JavaScript/JS(app.launchURL\\('http://fictief.invalid'\\);while\\(1\\);)>>"
    launch = b"/AA<</WC<</S/Launch/F(/bin/sh)>>>>"
    return pdf_letter(b"<</Type/Catalog/Pages 2 0 R" + script + launch + b">>")


def pdf_flate_bomb(megabytes: int = 4096) -> bytes:
    """A page whose drawing unpacks to gigabytes, packed twice."""
    piece = drawn("vis " * 50) + b"\n"
    piece *= MEGABYTE // len(piece)
    twice = zlib.compress(repeated_zlib(piece, megabytes), 9)
    return pdf_letter(content=stream(twice, b"/Filter[/FlateDecode/FlateDecode]"))


def pdf_many_pages(count: int) -> bytes:
    kids = b" ".join(b"3 0 R" for _ in range(count))
    return pdf(
        CATALOGUE, b"<</Type/Pages/Count %d/Kids[%s]>>" % (count, kids), PAGE, stream(drawn(TEXT)), FONT, NOTHING
    )


def pdf_endless_pages() -> bytes:
    """The tree of pages is its own branch, and claims two thousand million pages."""
    return pdf(CATALOGUE, b"<</Type/Pages/Count 2000000000/Kids[2 0 R 2 0 R 2 0 R]/Parent 2 0 R>>")


def pdf_nested(depth: int = 500_000) -> bytes:
    return pdf_letter(last=b"[" * depth + b"]" * depth, trailer=b"/Info 6 0 R")


def pdf_form_in_itself() -> bytes:
    """A drawing that draws itself twice."""
    form = stream(b"/X Do /X Do", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>")
    return pdf_letter(content=stream(b"/X Do"), last=form)


def pdf_doubling(depth: int = 40) -> bytes:
    """Forty drawings, each of which draws the next twice: a million million times in all."""
    head = b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</Font<</F 5 0 R>>/XObject<</X %d 0 R>>>>"
    forms = [stream(b"/X Do /X Do", head % (7 + number)) for number in range(depth)]
    return pdf(CATALOGUE, PAGES, PAGE, stream(b"/X Do"), FONT, *forms, stream(drawn(TEXT), head % 4))


def pdf_object_stream_bomb(megabytes: int = 2048) -> bytes:
    """All objects stand in a packed stream of gigabytes, and the table of objects is packed, too."""
    inside = b"1 0 2 35 3 80 " + CATALOGUE.ljust(35) + PAGES.ljust(45) + PAGE + b" "
    packed = repeated_zlib(inside + b" " * (MEGABYTE - len(inside)), megabytes)
    first = b"%PDF-1.7\n"
    objects = b"7 0 obj\n" + stream(packed, b"/Type/ObjStm/N 3/First 14/Filter/FlateDecode") + b"\nendobj\n"
    table_at = len(first) + len(objects)
    rows = [(0, 0, 65535), *((2, 7, index) for index in range(3)), (0, 0, 0), (0, 0, 0), (0, 0, 0)]
    rows += [(1, len(first), 0), (1, table_at, 0)]
    table = zlib.compress(b"".join(struct.pack(">BLH", *row) for row in rows))
    more = b"/Type/XRef/Size 9/Root 1 0 R/W[1 4 2]/Filter/FlateDecode"
    return first + objects + b"8 0 obj\n" + stream(table, more) + b"\nendobj\nstartxref\n%d\n%%%%EOF\n" % table_at


def pdf_scan() -> bytes:
    """A page with nothing but a picture on it."""
    picture = stream(
        zlib.compress(b"\xdd" * 120 * 170),
        b"/Type/XObject/Subtype/Image/Width 120/Height 170/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/FlateDecode",
    )
    return pdf_letter(content=stream(b"q 595 0 0 842 0 0 cm /X Do Q"), last=picture)


def pdf_huge_image() -> bytes:
    """A picture of ten thousand million points, of which hardly any are there, and text beside it."""
    picture = stream(
        repeated_zlib(b"\xdd" * MEGABYTE, 1000),
        b"/Type/XObject/Subtype/Image/Width 100000/Height 100000/ColorSpace/DeviceGray/BitsPerComponent 8"
        b"/Filter/FlateDecode",
    )
    return pdf_letter(content=stream(b"q 595 0 0 842 0 0 cm /X Do Q " + drawn(TEXT)), last=picture)


# Text and tags


def one_line(megabytes: int) -> bytes:
    return b"vis " * (megabytes * MEGABYTE // 4)


ADVERSARIAL = {
    "digits and dashes": "1-2-3 4/5 " * 10,
    "dates without an end": "op 1, 2, 3, 4, 5, 6, 7, 8, 9 en 10 ",
    "numbers of papers": "Kamerstukken 21 501-02, nrs. 1, 2, 3, ",
    "brackets": "((((((((((",
    "capitals": "DE MINISTER VAN EN VOOR ",
    "headings": "1. a\n\n",
    "initials": "A.B.C.D.E.F. ",
    "labels": "Datum: Betreft: Inzet: ",
    "hyphens": "na-\nna-\n",
    "footnote marks": "woord1\n1 woord\n",
    "quotes": "«»“”‘’",
    "columns": "De Minister   De Staatssecretaris\n",
    "sentences": "Ik. Nl. bv. t.a.v. ",
    "blanks": "a" + " " * 99,
    "commas": "a," * 10,
    "accents": "e\u0301\u0301\u0301",
    "on behalf": "mede namens de minister van ",
}


def adversarial(name: str, megabytes: int = 5) -> bytes:
    """A letter that goes on with the same tiring words for so many megabytes."""
    piece = ADVERSARIAL[name]
    return (TEXT + "\n\n" + piece * (megabytes * MEGABYTE // len(piece))).encode()
