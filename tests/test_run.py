"""What is shared out between the databases is all looked at."""

from types import SimpleNamespace

import pytest

from tests import run


def test_what_one_database_leaves_out_the_other_looks_at(monkeypatch):
    monkeypatch.setattr(run, "FULL", False)
    shares = []
    for vendor in ("sqlite", "postgresql"):
        monkeypatch.setattr(run, "connection", SimpleNamespace(vendor=vendor))
        shares.append(run.shared_out("abcde"))
    assert shares == [["a", "c", "e"], ["b", "d"]]


@pytest.mark.parametrize("vendor", ["sqlite", "postgresql"])
def test_the_drills_look_at_everything(monkeypatch, vendor):
    monkeypatch.setattr(run, "FULL", True)
    monkeypatch.setattr(run, "connection", SimpleNamespace(vendor=vendor))
    assert run.shared_out("abcde") == list("abcde")
    assert run.some(list("abcde"), 3) == list("abcde")
