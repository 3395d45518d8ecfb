"""A whole site in one file, and back: the database at one moment, every original, and a list by which both are checked."""
