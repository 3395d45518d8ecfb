"""Importing a folder: whatever the files are called, each gets its line."""

import io
import os

import pytest
from django.core.management import call_command

pytestmark = pytest.mark.django_db


def test_file_name_in_another_encoding_does_not_stop_the_import(tmp_path):
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_bytes(b"Boodschappen: melk en brood.")
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    call_command("import_letters", str(tmp_path), stdout=out)
    out.seek(0)
    assert out.read().startswith("[1/1] caf?.txt: niet gelezen: ")
