"""Schemathesis asks whatever the document allows and what it forbids, and checks every answer; in the drills far more."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.run import FULL

pytestmark = pytest.mark.django_db(transaction=True)
COMMAND = Path(sys.executable).parent / "schemathesis"
# Each operation so often, in so many ways.
SOME = ("--phases", "examples,fuzzing,stateful", "--max-examples", "2")
ALL = ("--max-examples", "100")


def test_every_operation_does_what_the_document_says(live_server, world, tmp_path):
    address = f"{live_server.url}/api/v1/openapi.json"
    asked = ["run", address, "--checks", "all", "--no-color", *(ALL if FULL else SOME), "--seed", "1"]
    done = subprocess.run(
        [str(COMMAND), *asked],
        cwd=tmp_path,
        env={**os.environ, "PYTHONWARNINGS": "ignore"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
    assert "18 selected / 18 total" in done.stdout
