"""Hypothesis strategies for every reference the package can make."""

from hypothesis import strategies as st

from agenda_tracker.citations import BUDGET_DOSSIERS, Reference
from agenda_tracker.citations.grammar import CHAPTERS, FUNDS, NOT_LETTERS, letter_of, roman

dossiers = st.integers(10000, 37500).filter(lambda number: number != 21501)
letters = st.integers(1, 350).map(letter_of).filter(lambda value: value not in {"NR", "NO"})
numbers = st.integers(1, 9999).map(str)
versions = st.builds(lambda kind, count: f"{kind}{count}", st.sampled_from("hnb"), st.integers(1, 40))
years = st.integers(1995, 2025).map(lambda year: f"{year}{year + 1}")
old_years = st.integers(1980, 2003).map(lambda year: f"{year}{year + 1}")
subdossiers = st.integers(1, 34).map(lambda value: f"{value:02}")
suffixes = st.sampled_from(sorted(CHAPTERS | FUNDS))


def paper(dossier: int, number: str, suffix: str = "") -> Reference:
    return Reference("paper", dossier, "", suffix, number, chamber="TK" if number.isdigit() else "EK")


plain_papers = st.builds(paper, dossiers, numbers | letters)
budget_papers = st.builds(paper, st.sampled_from(sorted(BUDGET_DOSSIERS)), numbers | letters, suffixes)
split_papers = st.builds(paper, st.just(21501), numbers | letters, subdossiers)
old_papers = st.builds(
    lambda dossier, number, year, extra: Reference(
        "paper", dossier, "", "", number + extra, session_year=year, chamber="EK"
    ),
    dossiers,
    numbers,
    old_years,
    st.sampled_from(["", "a", "b", "ab"]),
)
ek_papers = st.builds(
    lambda value, number: Reference("paper", None, roman(value), "", number, chamber="EK"),
    st.integers(21, 299),
    letters,
)
papers = plain_papers | budget_papers | split_papers | old_papers | ek_papers
dossier_references = (
    st.builds(lambda dossier: Reference("dossier", dossier), dossiers)
    | st.builds(lambda sub: Reference("dossier", 21501, "", sub), subdossiers)
    | st.builds(lambda dossier, suffix: Reference("dossier", dossier, "", suffix), dossiers, suffixes)
    | st.builds(lambda value: Reference("dossier", None, roman(value), chamber="EK"), st.integers(21, 299))
)
annexes = st.builds(
    lambda number, year, chamber: Reference("aanhangsel", number=number, session_year=year, chamber=chamber),
    numbers,
    years,
    st.sampled_from(["TK", "EK"]),
)
sittings = st.builds(
    lambda number, year, chamber, item: Reference(
        "handelingen", number=str(number), session_year=year, chamber=chamber, item=str(item)
    ),
    st.integers(1, 120),
    years,
    st.sampled_from(["TK", "EK", "VV"]),
    st.integers(1, 60),
)
tk_numbers = st.builds(
    lambda year, letter, number: Reference("tk_number", number=f"{year}{letter}{number:05}"),
    st.integers(1990, 2030),
    st.sampled_from("ZDAP"),
    st.integers(0, 99999),
)
provisional = st.sampled_from(["kst-1043245", "ah-1271549", "blg-12345", "kv-tk-2022Z01227", "nds-tk-2024D12345"]).map(
    lambda number: Reference("identifier", number=number)
)
versioned = st.builds(
    lambda reference, version: Reference.parse(f"{reference.normal}-{version}"), plain_papers | budget_papers, versions
)
other_kinds = annexes | sittings | tk_numbers | provisional
every_reference = papers | dossier_references | other_kinds | versioned


def reads_alone(reference: Reference) -> bool:
    """Does the written form of a dossier, or of a letter paper, have one reading (grammar §5, §10)?"""
    if reference.kind == "dossier" and reference.suffix.isalpha():
        return reference.dossier in BUDGET_DOSSIERS and len(reference.suffix) > 1
    if reference.kind == "dossier" and reference.ek_dossier:
        return len(reference.ek_dossier) > 3
    return True


def decided_by_comma(reference: Reference) -> bool:
    """A letter that could be a chapter behind a hyphen is read as the paper behind a comma only."""
    return reference.number.isalpha() and not reference.suffix and reference.number in CHAPTERS | FUNDS | NOT_LETTERS
