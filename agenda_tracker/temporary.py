"""Files for a moment; that there is nowhere to put one is told apart from every other file that is not there."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any

from django.core.files.uploadhandler import TemporaryFileUploadHandler


class NoFolder(OSError):
    """The folder for temporary files is gone, or nothing may be put there."""


@contextmanager
def put_somewhere() -> Iterator[None]:
    """Around the making of the file alone. Raises NoFolder."""
    try:
        yield
    except (FileNotFoundError, PermissionError) as error:
        raise NoFolder(error.errno, error.strerror, error.filename) from error


def temporary_file() -> IO[bytes]:
    """Without a name, gone when it is closed. Raises NoFolder."""
    with put_somewhere():
        return tempfile.TemporaryFile()


class LargeUpload(TemporaryFileUploadHandler):
    """A file that is sent and too large for memory."""

    def new_file(self, *args: Any, **others: Any) -> None:
        """Raises NoFolder."""
        with put_somewhere():
            super().new_file(*args, **others)
