"""Pairs of fictional letters with the right pairing of their positions marked: the gold of "what changed"."""
