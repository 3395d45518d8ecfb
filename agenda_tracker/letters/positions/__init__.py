"""The positions and outcomes of a letter, sentence by sentence: who speaks, of what kind, with what stance."""

from .finding import find_outcomes, find_positions, read_passage

__all__ = ["find_outcomes", "find_positions", "read_passage"]
