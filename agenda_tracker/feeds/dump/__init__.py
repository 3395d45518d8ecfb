"""All public data in two files, to be taken away at once: the tables, how they are written, and which dumps there are."""
