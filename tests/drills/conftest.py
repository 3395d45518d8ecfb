"""Drills that need more than CI installs run only with `make drills`; and databases of a drill's own, to be broken."""

import os
import sqlite3

import pytest
from django.db import connection

from .postgres import clusters, copy
from .server import database_url

if os.environ.get("AGENDAVOLGER_DRILLS") != "full":
    collect_ignore = ["test_word.py", "test_load.py"]


@pytest.fixture(scope="session")
def cluster():
    """A PostgreSQL server that runs; None in a run on SQLite."""
    if connection.vendor != "postgresql":
        yield None
        return
    with clusters("alone") as (cluster,):
        cluster.begin()
        yield cluster


@pytest.fixture
def empty(cluster, tmp_path):
    """The address of a database in which nothing is yet."""
    if cluster is None:
        return f"sqlite:///{tmp_path / 'empty.sqlite3'}"
    return cluster.new_database()


@pytest.fixture
def twin(cluster, empty):
    """The address of a database equal to that of this test, which is called when it has everything in it."""

    def copied() -> str:
        if cluster is not None:
            copy(database_url(), empty)
            return empty
        with sqlite3.connect(connection.settings_dict["NAME"]) as here:
            here.backup(sqlite3.connect(empty.removeprefix("sqlite:///")))
        return empty

    return copied
