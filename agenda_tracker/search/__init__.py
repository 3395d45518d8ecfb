"""What was asked, and which rows answer it: questions in the search box, and the filters of every list."""

from .describe import Chip, chips, sentence
from .filters import AgendaFilter
from .lists import LetterFilter, MeetingFilter, PositionFilter
from .misses import keep_missed_numbers, keep_missed_words
from .neighbours import nearest, nearest_dossiers, next_to
from .numbers import counted, thousands
from .pages import Page
from .question import Question, Target, look_up, read_question, share_an_address
from .tree import Branch, Tree, public_tree

__all__ = [
    "AgendaFilter",
    "Branch",
    "Chip",
    "LetterFilter",
    "MeetingFilter",
    "Page",
    "PositionFilter",
    "Question",
    "Target",
    "Tree",
    "chips",
    "counted",
    "keep_missed_numbers",
    "keep_missed_words",
    "look_up",
    "nearest",
    "nearest_dossiers",
    "next_to",
    "public_tree",
    "read_question",
    "sentence",
    "share_an_address",
    "thousands",
]
