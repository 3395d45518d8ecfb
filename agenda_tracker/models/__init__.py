"""The records: one module per noun, each QuerySet above its model. What is public is said here and nowhere else."""

from .act import DeskAct, Overtaken
from .address import FormerSlug
from .alert import (
    AlertCursor,
    AlertItem,
    AlertMail,
    AlertMailLine,
    AlertMatch,
    Followed,
    Rhythm,
    Subscriber,
    Subscription,
)
from .correction import LetterCorrection
from .formation import Formation
from .journal import Head, JournalHead, PublicChange, ceased, read_head, reading_at, seen_head
from .journalled import journalled
from .kamerstuk import Dossier, Kamerstuk, dossier_for, kamerstuk_for, merged_into
from .letter import Letter, LetterKind, LetterMeeting, Signatory
from .meeting import AgendaItem, AgendaSeries, MinisterialMeeting
from .ministry import Ministry, Office, OfficeHolder
from .missed_search import MissedSearch
from .official import OfficialCheck, OfficialCursor, OfficialFind, OfficialStatement, OfficialTask
from .position import Evidence, GovernmentPosition
from .reference import KamerstukReference
from .source import LetterSource
from .text import Footnote, Paragraph, Section
from .topic import Topic

__all__ = [
    "AgendaItem",
    "AgendaSeries",
    "AlertCursor",
    "AlertItem",
    "AlertMail",
    "AlertMailLine",
    "AlertMatch",
    "DeskAct",
    "Dossier",
    "Evidence",
    "Followed",
    "Footnote",
    "Formation",
    "FormerSlug",
    "GovernmentPosition",
    "Head",
    "JournalHead",
    "Kamerstuk",
    "KamerstukReference",
    "Letter",
    "LetterCorrection",
    "LetterKind",
    "LetterMeeting",
    "LetterSource",
    "MinisterialMeeting",
    "Ministry",
    "MissedSearch",
    "Office",
    "OfficeHolder",
    "OfficialCheck",
    "OfficialCursor",
    "OfficialFind",
    "OfficialStatement",
    "OfficialTask",
    "Overtaken",
    "Paragraph",
    "PublicChange",
    "Rhythm",
    "Section",
    "Signatory",
    "Subscriber",
    "Subscription",
    "Topic",
    "ceased",
    "dossier_for",
    "journalled",
    "kamerstuk_for",
    "merged_into",
    "read_head",
    "reading_at",
    "seen_head",
]
