"""The public pages: everything a stranger sees, read through `public()` only."""
