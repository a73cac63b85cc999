"""The schema. A document is one record, followed by its passages, in this order, in one segment.

So a passage's number tells its document and its place in it, and stored values are the record's
alone. Whoosh finds these classes by module and name when it opens an index: moving or renaming one
makes every index a damaged one, and asks for a new `FORMAT`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from whoosh import columns, fields, formats
from whoosh.analysis import Token, Tokenizer

from index.text.words import Own, words

FORMAT = 15
"""Version of everything on disk: schema, terms, records. Another number is another index."""


class JiebaAnalyzer(Tokenizer):  # type: ignore[misc]
    """The Chinese analyzer: the tokens of `index.text.words`, for Whoosh's own query parser."""

    own: Own = ()
    """The words of the user's own by which this index is cut."""

    def __init__(self, own: Own = ()) -> None:
        if own:
            self.own = own

    def __call__(self, value: str, **options: Any) -> Iterator[Token]:
        token = Token(positions=False, chars=False, mode=options.get("mode", ""))
        for word in words(value, own=self.own):
            token.text = word
            token.boost = 1.0
            token.stopped = False
            yield token


class KeyField(fields.FieldType):  # type: ignore[misc]
    """Existence of 8-byte keys. Terms are the keys themselves; there is nothing to analyze."""

    def __init__(self) -> None:
        self.format = formats.Existence()
        self.analyzer = None

    def from_bytes(self, value: bytes) -> bytes:
        """The key itself, which is no UTF-8."""
        return value


def make_schema(own: Own = ()) -> fields.Schema:
    """`words`, `pairs` and `marks` of passages; `id`, `record` and columns of documents. `own`: words beside
    those of jieba's dictionary."""
    return fields.Schema(
        id=fields.ID(),
        record=fields.STORED(),
        kind=fields.COLUMN(columns.RefBytesColumn()),
        language=fields.COLUMN(columns.RefBytesColumn()),
        day=fields.COLUMN(columns.NumericColumn("i")),
        body_start=fields.COLUMN(columns.NumericColumn("I")),
        words=fields.TEXT(analyzer=JiebaAnalyzer(own), phrase=False),
        pairs=KeyField(),
        marks=KeyField(),
    )


def own_words_of(schema: fields.Schema) -> Own:
    """The words of the user's own by which an index of this schema is cut."""
    own: Own = schema["words"].analyzer.own
    return own
