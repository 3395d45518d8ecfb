"""What a sentence was found to say, and what a reader knows before reading it."""

from __future__ import annotations

from dataclasses import dataclass

SPEAKING_ROLES = frozenset(("position", "intervention"))
# Share of true suggestions per rule, as measured on tests/letters/position_cases.tsv and the sample letters (an optional
# sentence counts for half, two guesses are added so that a rule seen three times is not certain).
CONFIDENCE: dict[str, float] = {
    # the government as subject
    "aim_plead": 0.95, "aim_emphasise": 0.95, "aim_commit": 0.95, "aim_effort": 0.95, "aim_strive": 0.9, "aim_press": 0.95,
    "aim_call": 0.95, "aim_raise": 0.95, "aim_work": 0.9, "aim_explore": 0.8, "aim_decide": 0.8, "aim_priority": 0.6,
    "aim_keep_supporting": 0.95, "view_opinion": 0.95, "view_interest": 0.8, "view_favour": 0.95, "view_support": 0.95,
    "view_agree": 0.95, "view_conditional": 0.85, "view_critical": 0.95, "view_opposed": 0.95, "view_reserved": 0.95,
    "contribute_deliver": 0.85, "contribute_add": 0.95, "contribute_available": 0.9, "contribute_spend": 0.9,
    "contribute_pledge": 0.9, "contribute_send": 0.8, "contribute_take_part": 0.75, "contribute_support": 0.75,
    "contribute_active": 0.7, "government_speaks": 0.8, "commitment_chamber": 0.95,
    # the government behind a preposition, or in a turn of phrase
    "phrase_by_government": 0.8, "phrase_raised_by_government": 0.9, "phrase_paid_by_government": 0.9,
    "phrase_among_others": 0.8, "phrase_dutch_aim": 0.85, "phrase_dutch_view": 0.9, "phrase_dutch_opinion": 0.95,
    "phrase_dutch_interest": 0.7, "phrase_important_for_dutch": 0.95, "phrase_touches_government": 0.85,
    "phrase_dutch_policy": 0.75, "phrase_dutch_undecided": 0.65, "phrase_at_dutch_request": 0.7, "phrase_dutch_forces": 0.8,
    # nobody named
    "phrase_passive": 0.75, "phrase_impersonal": 0.6, "position_section": 0.75, "position_list": 0.8, "position_reference": 0.6,
    "dutch_trace": 0.4,
}  # fmt: skip


@dataclass(frozen=True)
class Verdict:
    """What one sentence says; offsets are added by the caller."""

    rule: str
    kind: str
    stance: str
    confidence: float
    speaker: str


@dataclass(frozen=True)
class Context:
    """What a reader knows before the sentence: its section, the kind of letter, and the sentence before it."""

    role: str = "content"
    report: bool = False
    before: Verdict | None = None
    foreign_minister: bool = False

    @property
    def speaks(self) -> bool:
        """Whether the section is Dutch by its label."""
        return self.role in SPEAKING_ROLES


def ruled(rule: str, kind: str, stance: str = "", speaker: str = "") -> Verdict:
    """A verdict with the confidence its rule has earned."""
    return Verdict(rule, kind, stance, CONFIDENCE[rule], speaker)


def rule_names() -> frozenset[str]:
    """Every rule name a position can carry."""
    return frozenset(CONFIDENCE)
