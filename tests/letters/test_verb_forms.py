"""Dutch verbs: every form leads back to its verb."""

import pytest

from agenda_tracker.letters.positions.position_rules import RULES
from agenda_tracker.letters.positions.verb_forms import FIRST, FORMS, PLURAL, THIRD

ROWS = [
    ("dringt", "aandringen", "present", "aan"),
    ("drong", "aandringen", "past", "aan"),
    ("aandringt", "aandringen", "present", ""),
    ("aangedrongen", "aandringen", "participle", ""),
    ("aandringen", "aandringen", "infinitive", ""),
    ("riepen", "oproepen", "past", "op"),
    ("prezen", "prijzen", "past", ""),
    ("trokken", "uittrekken", "past", "uit"),
    ("onderschreef", "onderschrijven", "past", ""),
    ("heeft", "hebben", "present", ""),
    ("wijst", "afwijzen", "present", "af"),
    ("geïnvesteerd", "investeren", "participle", ""),
]


@pytest.mark.parametrize(("word", "lemma", "tense", "particle"), ROWS)
def test_a_form_leads_to_its_verb(word, lemma, tense, particle):
    assert (lemma, tense, particle) in FORMS[word]


def test_a_bare_stem_goes_with_ik_only():
    assert ("steun" in FIRST, "steun" in THIRD, "steun" in PLURAL) == (True, False, False)
    assert ("steunen" in FIRST, "steunen" in THIRD, "steunen" in PLURAL) == (False, False, True)


def test_every_verb_with_a_rule_has_its_forms():
    assert {verb for verb in RULES if verb not in FORMS} == set()
