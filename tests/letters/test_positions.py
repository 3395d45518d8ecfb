"""Who speaks and what they take a position on: one sentence a row."""

import re
from pathlib import Path

import pytest

from agenda_tracker.letters import read_letter
from agenda_tracker.letters.meetings import CONFIDENCE
from agenda_tracker.letters.positions import find_positions
from agenda_tracker.letters.positions.judging import judge
from agenda_tracker.letters.positions.outcomes import CONFIDENCE as OUTCOME_CONFIDENCE
from agenda_tracker.letters.positions.position_phrases import PHRASES, TOUCHES
from agenda_tracker.letters.positions.position_rules import RULES
from agenda_tracker.letters.positions.verdicts import Context, rule_names
from agenda_tracker.letters.records import ReadSection

POSITIONS = [
    ("Nederland staat positief tegenover een toets, maar houdt vast aan de termijn.", "view", ""),
    ("Nederland is niet tegen een verkenning.", "view", ""),
    ("Het kabinet is geen tegenstander van een register.", "view", ""),
    ("Nederland heeft geen bezwaren tegen de tekst.", "view", ""),
    ("Wat Nederland betreft is het fonds bedoeld voor rampen en niet voor tekorten.", "view", ""),
    ("Ik zal in Riga het belang van open havens onderstrepen.", "aim", ""),
    ("Nederland houdt vast aan de afspraken van vorig jaar.", "view", ""),
    ("Dit betekent dat het kabinet een heffing afwijst.", "view", "opposed"),
    ("Daarbij tekent het kabinet aan dat de termijn kort is.", "view", ""),
    ("Volgens Nederland moet de termijn langer zijn.", "view", ""),
    ("Dit punt wordt door ons in elk gesprek opgebracht.", "aim", ""),
    ("Hiervoor is door Nederland 3 miljoen euro toegezegd.", "contribution", ""),
    ("Nederlandse militairen trainen de kustwacht.", "contribution", ""),
    ("Nederland handhaaft zijn bijdrage van honderd militairen.", "contribution", ""),
    ("Hiertoe trekt Nederland op met Finland.", "aim", ""),
    ("Het kabinet blijft inzetten op een snelle afronding.", "aim", ""),
    ("De inzet van het kabinet blijft gericht op een open markt.", "aim", ""),
    ("Het kabinet zal aandacht vragen voor de positie van vissers.", "aim", ""),
    ("Het kabinet verwelkomt de mededeling.", "view", "supportive"),
    ("Het kabinet ondersteunt deze koers.", "view", "supportive"),
    ("Het kabinet is positief over het voorstel.", "view", "supportive"),
    ("Het Nederlandse standpunt hierover blijft ongewijzigd.", "view", ""),
    ("Voor Nederland is het belangrijk dat de regels eenvoudig zijn.", "view", ""),
    ("Nederland acht het van belang dat de Raad spoedig besluit.", "view", ""),
    ("Nederland zal zich daarom inspannen voor een compromis.", "aim", ""),
    ("Nederland staat in beginsel positief ten aanzien van het voorstel.", "view", "supportive"),
    ("Nederland zal deze boodschap uitdragen.", "aim", ""),
    ("Nederland stelt zich vooralsnog terughoudend op.", "view", "reserved"),
    ("De Nederlandse opstelling is dat nieuwe middelen niet nodig zijn.", "aim", "opposed"),
    ("Dit komt overeen met de Nederlandse insteek.", "aim", ""),
    ("Ik heb ervoor gepleit de termijn te verlengen.", "aim", ""),
    ("Ik heb tijdens de Raad aangedrongen op haast.", "aim", ""),
    ("Ik heb namens Nederland steun uitgesproken voor het voorzitterschap.", "view", "supportive"),
    ("Nederland had ingezet op een hogere drempel, maar dat bleek niet haalbaar.", "aim", ""),
    ("Net als andere lidstaten is Nederland tegen een nieuw fonds.", "view", "opposed"),
    ("Meerdere lidstaten, waaronder Nederland, steunden dit.", "view", "supportive"),
    ("Het kabinet bracht de zorgen van telers onder de aandacht.", "aim", ""),
    ("Nederland presenteerde met Polen een plan.", "aim", ""),
    ("Tijdens het debat benadrukte Nederland het belang van toezicht.", "aim", ""),
    ("Nederland riep de Commissie op om met voorstellen te komen.", "aim", ""),
    ("Hierop gaf Nederland aan dat meer tijd nodig is.", "aim", ""),
    ("Ook vindt het kabinet dat boeren perspectief verdienen.", "view", ""),
    ("Nederland kan zich vinden in de tekst.", "view", "supportive"),
    ("Nederland kan instemmen met de conclusies.", "view", "supportive"),
    ("Nederland kan het voorstel steunen.", "view", "supportive"),
    ("Het kabinet zet zich in voor een sterke industrie.", "aim", ""),
    ("Daarom wil het kabinet dat de grens dichtgaat.", "aim", ""),
    ("Het kabinet zal het voorstel op zijn merites beoordelen.", "view", "reserved"),
    ("Nederland maakt zich zorgen over de gevolgen.", "view", "critical"),
    ("Ik zal mijn steun uitspreken voor het plan.", "view", "supportive"),
    ("Wij zullen blijven pleiten voor meer transparantie.", "aim", ""),
    ("Zoals eerder gemeld is het kabinet terughoudend ten aanzien van nieuwe uitgaven.", "view", "reserved"),
    ("Nederland hecht aan het beginsel van subsidiariteit.", "view", ""),
    ("Nederland onderstreept de noodzaak van hervorming.", "aim", ""),
    ("Als gastland van het hof draagt Nederland bij aan de kosten.", "contribution", ""),
    ("Nederland heeft drie fregatten toegezegd.", "contribution", ""),
    ("Nederland stelt een transporthelikopter beschikbaar.", "contribution", ""),
    ("Het kabinet deelt de analyse van de Commissie.", "view", "supportive"),
    ("Nederland is van mening dat dit te ver gaat.", "view", ""),
    ("Nederland heeft een voorkeur voor een verordening.", "view", ""),
    ("Nederland ziet meerwaarde in samenwerking.", "view", ""),
    ("Nederland ziet uit naar het voorstel.", "view", ""),
    ("De minister zal tijdens de bespreking pleiten voor ambitie.", "aim", ""),
    ("Nederland zal tijdens de bespreking interveniëren langs deze lijnen.", "aim", ""),
    ("Nederland zal de conclusies verwelkomen.", "view", "supportive"),
    ("Nederland behoudt een studievoorbehoud.", "view", "reserved"),
    ("Nederland heeft zich van stemming onthouden.", "view", "reserved"),
    ("Nederland dringt daarbij aan op goede afspraken.", "aim", ""),
    ("Ik ben voornemens te wijzen op de risico's.", "aim", ""),
    ("Nederland is groot voorstander van vrijhandel.", "view", "supportive"),
    ("Nederland is altijd al kritisch geweest op deze subsidie.", "view", "critical"),
    (
        "Nederland ondersteunt de Europese inzet en zal erop aandringen dat er tempo wordt gemaakt.",
        "view",
        "supportive",
    ),
    ("Het kabinet is van oordeel dat de termijn te kort is.", "view", ""),
    ("Nederland hoopt dat de Raad snel tot overeenstemming komt.", "aim", ""),
    ("Hierbij is het voor Nederland van belang dat er geen dubbele lasten ontstaan.", "view", ""),
    ("Nederland zal het belang van humanitaire toegang benadrukken.", "aim", ""),
    ("Nederland zal samen met België aandacht vragen voor de haven.", "aim", ""),
    ("In Raadsverband zal het kabinet zich hard maken voor vissers.", "aim", ""),
    ("Mede op aandringen van Nederland is deze passage toegevoegd.", "aim", ""),
    ("Het kabinet vraagt de Commissie om een effectbeoordeling.", "aim", ""),
    ("Nederland steunt het voorstel niet.", "view", "opposed"),
    ("Nederland steunt het voorstel, mits de kosten dalen.", "view", "conditional"),
    ("Nederland is geen voorstander van dit fonds.", "view", "opposed"),
    ("Ik zal uw Kamer vóór 1 juni 2031 informeren over de uitkomst.", "commitment", ""),
    ("Uw Kamer ontvangt in het najaar een brief hierover.", "commitment", ""),
    ("Het kabinet komt hier in het voorjaar op terug.", "commitment", ""),
    ("Defensie levert twee fregatten aan de missie.", "contribution", ""),
    ("Nederland trekt 3 mln. euro uit voor onderzoek.", "contribution", ""),
    ("Nederland levert geen bijdrage aan deze missie.", "contribution", ""),
]
BACKGROUND = [
    "Nederland kent al een vergelijkbaar systeem.",
    "Nederland heeft de richtlijn in 2027 omgezet in een wet.",
    "Het kabinet stuurde in mei een plan naar Parijs.",
    "Ik zal de lunchsessie niet kunnen bijwonen.",
    "Rusland beschuldigt Nederland van inmenging.",
    "De Commissie heeft Nederland gevraagd om aanvullende gegevens.",
    "De Commissie verwelkomt de steun van lidstaten.",
    "De Commissie verwacht dat Nederland de richtlijn op tijd omzet.",
    "Bondgenoten benadrukten het belang van eenheid.",
    "De Raad zal naar verwachting conclusies aannemen.",
    "Het voorzitterschap zet in op een akkoord voor de zomer.",
    "De Hoge Vertegenwoordiger riep lidstaten op om meer bij te dragen.",
    "De minister van Buitenlandse Zaken van Moldavië gaf een toelichting.",
    "De Oekraïense minister van Defensie vroeg om steun.",
    "In Nederland wonen ruim achttien miljoen mensen.",
    "De handel met Nederland is de afgelopen jaren gegroeid.",
    "De ministers van Defensie spreken over de toekomst van de missie.",
    "De regering van Servië heeft de wet aangenomen.",
    "Uw Kamer is hierover eerder geïnformeerd.",
    "Lidstaten zijn verdeeld over het voorstel.",
    "Het Europees Parlement wil hogere doelen.",
    "De missie telt circa 200 militairen uit twaalf landen.",
    "Het voorstel regelt de toelating van nieuwe middelen.",
    "Tijdens de lunch spreken ministers over cyberveiligheid.",
    "Het is de eerste keer dat deze landen aanschuiven.",
    "De Raad neemt een besluit met gekwalificeerde meerderheid.",
    "De inzet van drones op het slagveld neemt toe.",
    "Steun voor het voorstel is breed onder lidstaten.",
    "Naar verwachting zal de Commissie ingaan op de planning.",
    "De SG NAVO benadrukte dat bondgenoten meer moeten leveren.",
    "Ministers bespreken de steun aan Moldavië.",
    "Het huidige mandaat loopt tot eind 2026.",
    "Ik verwijs u naar het BNC-fiche van 3 maart.",
    "In het debat heb ik uw Kamer hierover geïnformeerd.",
    "Op 3 mei heb ik uw Kamer het verslag gestuurd.",
    "Dit besluit zet de Raad onder druk.",
]


@pytest.mark.parametrize(("sentence", "kind", "stance"), POSITIONS)
def test_position(sentence, kind, stance):
    verdict = judge(sentence)
    assert verdict is not None
    assert (verdict.kind, verdict.stance) == (kind, stance)


@pytest.mark.parametrize("sentence", BACKGROUND)
def test_background_is_no_position(sentence):
    assert judge(sentence) is None


def test_a_position_section_needs_no_verb_of_saying():
    sentence = "Een overgangstermijn van twee jaar moet volstaan."
    assert (judge(sentence), judge(sentence, Context(role="position")).rule) == (None, "position_section")


LETTER = """Tweede Kamer
Datum 3 mei 2030
Betreft Geannoteerde agenda Milieuraad van 9 mei 2030

Geachte voorzitter,

Nederland pleit voor een korte inleiding.

Water

De Raad spreekt over water. Nederland draagt € 3 mln. bij. Ik zal de Kamer in het najaar van 2030 informeren. Nederland
investeert € 1 mln. of € 2 mln.

Hoogachtend,
"""


def test_positions_carry_place_amount_and_due_date():
    found = [
        (p.kind, p.agenda_item, p.amount_eur, p.due, p.section, p.paragraph, p.start)
        for p in read_letter(LETTER).positions
    ]
    assert found == [
        ("contribution", "Water", 3_000_000, None, 1, 0, 28),
        ("commitment", "Water", None, "in het najaar van 2030", 1, 0, 59),
        ("contribution", "Water", 1_000_000, None, 1, 0, 110),
    ]


DOCS = (Path(__file__).parents[2] / "docs" / "parsing.md").read_text()


def test_every_rule_is_explained_in_the_docs():
    documented = set(re.findall(r"`([a-z_]+)`", DOCS))
    assert (rule_names() | set(CONFIDENCE) | set(OUTCOME_CONFIDENCE)) - documented == set()


@pytest.mark.parametrize("rule", sorted(rule_names()))
def test_the_example_in_the_docs_is_found_by_its_rule(rule):
    example = re.search(rf"^\| `{rule}` \|.*\| ([^|]+) \|$", DOCS, re.MULTILINE)[1]
    label, sentence = re.fullmatch(r"(\*\(Inzet Nederland\)\* )?(.+)", example).groups()
    verdict = judge(sentence, Context(role="position" if label else "content"))
    assert verdict is not None
    assert verdict.rule == rule


def test_every_rule_of_the_tables_has_a_confidence():
    used = {rule.name for rules in RULES.values() for rule in rules if rule.name} | {
        rule.name for rule in PHRASES + TOUCHES
    }
    assert used - rule_names() == set()


def test_every_suggestion_names_a_known_rule():
    reading = read_letter(LETTER)
    assert {position.rule for position in reading.positions} - rule_names() == set()
    assert {meeting.rule for meeting in reading.meetings} - set(CONFIDENCE) == set()


def section(role, *paragraphs):
    return ReadSection("Kop", 1, role, "Kop", "", "", "", None, paragraphs)


def found_in(*sections, **known):
    return [(position.rule, position.speaker, position.text) for position in find_positions(sections, **known)]


def test_list_lines_below_an_aim_are_positions():
    lines = (
        "Nederland zet in op:",
        "- kortere procedures;",
        "- minder regels.",
        "Er zijn zeven lidstaten:",
        "- Malta.",
    )
    assert [text for _, _, text in found_in(section("content", *lines))] == list(lines[:3])


def test_pronouns_speak_for_the_government_right_after_it_spoke():
    texts = "De regering steunt dit plan. Zij zal anderen vragen te volgen. De Commissie is tevreden. Zij wil meer."
    assert found_in(section("content", texts)) == [
        ("view_support", "de regering", "De regering steunt dit plan."),
        ("aim_call", "de regering", "Zij zal anderen vragen te volgen."),
    ]


def test_the_minister_is_a_foreign_one_right_after_a_foreign_one():
    texts = (
        "De Noorse minister van Energie sprak. De minister pleitte voor meer gas. De minister van Klimaat was tegen."
    )
    assert [text for _, _, text in found_in(section("content", texts), kind="report")] == [
        "De minister van Klimaat was tegen."
    ]


def test_only_promises_are_read_where_others_are_described():
    texts = "Nederland steunt dit. Ik informeer uw Kamer voor 1 juni over de evaluatie."
    assert [rule for rule, _, _ in found_in(section("timetable", texts))] == ["commitment_chamber"]


def test_routine_promises_of_the_introduction_are_left_out():
    introduction = ReadSection(
        "", 1, "introduction", None, "", "", "", None, ("Uw Kamer ontvangt het verslag na afloop.",)
    )
    assert found_in(introduction, section("content", "De Raad spreekt over vis.")) == []


@pytest.mark.parametrize(
    "unit", ["zal u ", "ik ", "Nederland steunt en ", "de raad nam ", "is van Nederland en wordt ", "wordt u "]
)
def test_long_sentences_full_of_triggers_take_no_long_time(unit):
    """Each rule looks a bounded way ahead: a hundred such sentences stay within a second or two."""
    sentence = f"De {unit * (960 // len(unit))}woord. "
    found = find_positions([section("content", sentence * 100)], kind="report")
    assert len(found) in (0, 100)
