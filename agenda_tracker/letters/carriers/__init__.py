"""The kinds of file a letter comes in: each turns bytes into the lines of a ``Document``. Imported when one comes along."""
