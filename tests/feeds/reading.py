"""What the tests read of an answer: its text, its rows."""

import csv
import io
import zipfile


def body(response):
    """All bytes, also of a streamed answer."""
    return b"".join(response.streaming_content) if response.streaming else response.content


def text_of(response):
    """The text; of a workbook all the text in its parts."""
    content = body(response)
    if not content.startswith(b"PK"):
        return content.decode("utf-8")
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return "\n".join(parts.read(name).decode("utf-8") for name in parts.namelist())


def rows_of(response):
    """The lines of a CSV answer as dictionaries; its byte order mark is asserted."""
    text = text_of(response)
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text[1:], newline=""), strict=True))
