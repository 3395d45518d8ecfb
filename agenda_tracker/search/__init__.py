"""What was asked, and which rows answer it: questions in the search box, and the filters of every list."""

from .changes import ItemChanges, Pair, changes_for, words_of
from .describe import Chip, chips, nouns, sentence
from .everything import EverythingFilter, Result
from .facets import Facet
from .figures import FiguresForm, figures, late, public_agendas, sent_ahead, together
from .filters import AgendaFilter
from .hits import Hits
from .lists import LetterFilter, MeetingFilter, PositionFilter
from .misses import keep_missed_numbers, keep_missed_words
from .neighbours import nearest, nearest_dossiers, next_to, numbers_beside
from .numbers import counted, thousands
from .pages import Page
from .pairing import Verdict
from .pasted import LONGEST_TEXT, Mention, read_pasted
from .place import Place, place_of
from .presets import Choice, period_links, sort_links
from .question import Question, Target, look_up, read_question, share_an_address
from .timeline import Moment, Year, moments, years
from .tree import Branch, Tree, public_tree
from .wanted import Wanted
from .widen import OtherWords, Unknown, WayOut, other_words, unknown_numbers, ways_out
from .word_differences import Change, Differences, Piece

__all__ = [
    "LONGEST_TEXT",
    "AgendaFilter",
    "Branch",
    "Change",
    "Chip",
    "Choice",
    "Differences",
    "EverythingFilter",
    "Facet",
    "FiguresForm",
    "Hits",
    "ItemChanges",
    "LetterFilter",
    "MeetingFilter",
    "Mention",
    "Moment",
    "OtherWords",
    "Page",
    "Pair",
    "Piece",
    "Place",
    "PositionFilter",
    "Question",
    "Result",
    "Target",
    "Tree",
    "Unknown",
    "Verdict",
    "Wanted",
    "WayOut",
    "Year",
    "changes_for",
    "chips",
    "counted",
    "figures",
    "keep_missed_numbers",
    "keep_missed_words",
    "late",
    "look_up",
    "moments",
    "nearest",
    "nearest_dossiers",
    "next_to",
    "nouns",
    "numbers_beside",
    "other_words",
    "period_links",
    "place_of",
    "public_agendas",
    "public_tree",
    "read_pasted",
    "read_question",
    "sent_ahead",
    "sentence",
    "share_an_address",
    "sort_links",
    "thousands",
    "together",
    "unknown_numbers",
    "ways_out",
    "words_of",
    "years",
]
