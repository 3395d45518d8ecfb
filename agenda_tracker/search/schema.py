"""The fields of the search index.

The text of a letter is not stored, only what lists print of positions (`lines`): what is found is read from the database,
through `public()`, and of what is in the index only that is shown which the database still says is public.
"""

import hashlib
from functools import cache
from importlib.metadata import version

import tantivy

# Where words can occur, and what a hit there is worth: as written, and in another form.
WEIGHTS = {"title": (6.0, 4.0), "said": (3.0, 2.2), "about": (1.5, 1.1), "around": (0.8, 0.6)}
KINDS = ("position", "letter", "meeting", "topic", "kamerstuk", "dossier")
MARKER = "marker"
_TEXT = [(name + form) for name in WEIGHTS for form in ("_exact", "_stem")]
# The parts of compounds whose end is left out, with what lends it (`elided`).
_LENT = [f"{name}_lent" for name in WEIGHTS]


def build_schema() -> tantivy.Schema:
    """`key` names the record, `by` holds the values that filters and facets compare, `newest` and `oldest` the orders.

    `meeting` is the part of the order that all positions of one meeting have: its day and its id. `line` is what lists print.
    `sum` tells words apart from those of another moment.
    """
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("key", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("kind", fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_json_field("by", fast=True, tokenizer_name="raw", index_option="basic")
    for name in ("id", "kind_number", "day", "newest", "oldest", "meeting"):
        builder.add_unsigned_field(name, indexed=True, fast=True)
    for name in ("line", "sum"):
        builder.add_bytes_field(name, stored=True, indexed=False, fast=False)
    builder.add_text_field("state", stored=True, tokenizer_name="raw", index_option="basic")
    for name in _TEXT:
        builder.add_text_field(name, tokenizer_name="words", index_option="position")
    for name in _LENT:
        builder.add_text_field(name, tokenizer_name="words", index_option="basic")
    return builder.build()


def register_words(index: tantivy.Index) -> None:
    """After every opening: the text comes cut into words already, one blank apart."""
    analyser = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
    index.register_tokenizer("words", analyser)


# Raised when documents are made otherwise; with the fields it decides which index on disk can be used.
RELEASE = 5


@cache
def fingerprint() -> str:
    """What an index on disk must have been built with."""
    what = f"{RELEASE} {version('tantivy')} {sorted(_TEXT + _LENT)} {KINDS}"
    return hashlib.sha256(what.encode()).hexdigest()[:12]
