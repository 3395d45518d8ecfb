"""The page of a paper or dossier lies at the slug of its reference, also where the address is made without reading it."""

import pytest

from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("normal", ["28676-464", "21501-02-2931", "36600-A", "36600-X-3", "CXXIV-G", "22112-IP"])
def test_papers(normal):
    paper = make.make_kamerstuk(normal)
    assert paper.get_absolute_url() == f"/kamerstukken/{paper.reference.slug}/"


@pytest.mark.parametrize("normal", ["28676", "21501-02", "36600-X", "36600-A", "CXXIV"])
def test_dossiers(normal):
    dossier = make.make_dossier(normal)
    assert dossier.get_absolute_url() == f"/kamerstukken/{dossier.reference.slug}/"
