"""Word documents out of raw parts: what python-docx cannot make, such as footnotes and deleted text."""

from __future__ import annotations

import zipfile
from io import BytesIO
from xml.sax.saxutils import escape

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
NAMESPACES = (
    f'xmlns:w="{MAIN}" xmlns:r="{RELATION}" xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
ROOTS = {"document": "w:document", "header1": "w:hdr", "footer1": "w:ftr"}


def run(text: str, properties: str = "") -> str:
    """A run with this text; ``properties`` are elements of ``w:rPr``."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(*pieces: str, style: str = "", properties: str = "") -> str:
    """A paragraph; a piece that is no element is text."""
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    runs = (piece if piece.startswith("<") else run(piece) for piece in pieces)
    return f"<w:p><w:pPr>{styled}{properties}</w:pPr>{''.join(runs)}</w:p>"


def listed(text: str, number: int = 1, depth: int = 0) -> str:
    """A paragraph in a list."""
    place = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
    return paragraph(text, properties=place)


def reference(number: int, kind: str = "footnote", properties: str = "") -> str:
    """The mark of a note."""
    return f'<w:r><w:{kind}Reference w:id="{number}" {properties}/></w:r>'


def notes(texts: dict[int, str], kind: str = "footnote") -> str:
    """The part with notes, Word's separating line included."""
    body = f'<w:{kind} w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:{kind}>'
    for number, text in texts.items():
        body += f'<w:{kind} w:id="{number}">{paragraph(f"<w:r><w:{kind}Ref/></w:r>", f" {text}")}</w:{kind}>'
    return body


def levels(*given: tuple[str, str], definition: int = 0, numbers: tuple[int, ...] = (1,), overrides: str = "") -> str:
    """A numbering definition with kind and text per level, and the lists that use it."""
    inner = "".join(
        f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for place, (kind, text) in enumerate(given)
    )
    lists = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{definition}"/>{overrides}</w:num>' for number in numbers
    )
    return f'<w:abstractNum w:abstractNumId="{definition}">{inner}</w:abstractNum>{lists}'


def style(identifier: str, name: str, inner: str = "", kind: str = "paragraph", based_on: str = "") -> str:
    """One style."""
    above = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return f'<w:style w:type="{kind}" w:styleId="{identifier}"><w:name w:val="{name}"/>{above}{inner}</w:style>'


def docx(body: str, main: str = "word/document.xml", others: dict[str, bytes] | None = None, **parts: str) -> bytes:
    """A Word document; ``parts`` are the insides of ``footnotes``, ``styles``, ``numbering``, ``header1``, …"""
    folder = main.rpartition("/")[0]
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", content_types(main))
        archive.writestr("_rels/.rels", relations({"officeDocument": main}))
        targets = {name: f"{name}.xml" for name in parts}
        archive.writestr(f"{folder}/_rels/{main.rpartition('/')[2]}.rels", relations(targets))
        archive.writestr(main, f"{DECLARATION}<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>")
        for name, inside in parts.items():
            root = ROOTS.get(name, f"w:{name}")
            archive.writestr(f"{folder}/{name}.xml", f"{DECLARATION}<{root} {NAMESPACES}>{inside}</{root}>")
        for name, data in (others or {}).items():
            archive.writestr(name, data)
    return stream.getvalue()


def content_types(main: str) -> str:
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    return (
        f'{DECLARATION}<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/{main}" ContentType="{kind}"/></Types>'
    )


def relations(targets: dict[str, str]) -> str:
    inner = "".join(
        f'<Relationship Id="r{name}" Type="{RELATION}/{name.rstrip("0123456789")}" Target="{target}"/>'
        for name, target in targets.items()
    )
    return f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">{inner}</Relationships>'


def data_with(data: bytes, name: str, old: bytes, new: bytes) -> bytes:
    """The same package with one part changed."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.namelist():
            content = source.read(entry)
            target.writestr(entry, content.replace(old, new) if entry == name else content)
    return stream.getvalue()
