"""What the process in which files are read and the one that asks it agree on."""

MEMORY = 900 * 1024 * 1024  # bytes of address space
OUT_OF_MEMORY = 70  # exit status: nothing more could be said
