"""What was asked, and which rows answer it: questions in the search box, and the filters of every list."""

from .describe import Chip, chips, sentence
from .figures import FiguresForm, figures, late, public_agendas, sent_ahead, together
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
    "FiguresForm",
    "LetterFilter",
    "MeetingFilter",
    "Page",
    "PositionFilter",
    "Question",
    "Target",
    "Tree",
    "chips",
    "counted",
    "figures",
    "keep_missed_numbers",
    "keep_missed_words",
    "late",
    "look_up",
    "nearest",
    "nearest_dossiers",
    "next_to",
    "public_agendas",
    "public_tree",
    "read_question",
    "sent_ahead",
    "sentence",
    "share_an_address",
    "thousands",
    "together",
]
