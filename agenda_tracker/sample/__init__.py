"""Invented letters in any number, to measure and to practise with: `make.make` fills the records, the rest says with what."""
