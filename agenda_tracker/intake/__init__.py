"""The way of a letter: received, read into a draft, matched, decided on by a clerk, published."""
