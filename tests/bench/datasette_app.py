"""Datasette on the published file, made by each process of uvicorn; runs in Datasette's own environment."""

import json
import os
from pathlib import Path
from typing import Any


def make() -> Any:
    from datasette.app import Datasette

    folder = Path(os.environ["BENCH_PUBLIC"])
    config = json.loads((folder / "config.json").read_text())
    return Datasette(
        [],
        immutables=[str(folder / "public.db")],
        inspect_data=json.loads((folder / "inspect.json").read_text()),
        metadata=config["metadata"],
        settings=config["settings"],
    ).app()
