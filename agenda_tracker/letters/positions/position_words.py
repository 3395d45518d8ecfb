"""Words that tell what a verb means in its clause: money, forces, and adjectives of every stance, as patterns."""

from __future__ import annotations

MONEY = r"€|\beur(?:o)?\b|\bm(?:iljoen|iljard|ln|ld)\b"
FORCES = (
    r"\bmilitair|\beenhe|\bexperts?\b|\btroepen|\bfregat|\bcompagnie|\bwaarnemers?\b|\btraine?|\bpersoneel"
    r"|\bteams?\b|\bsyste(?:em|men)\b"
    r"|\bschip|\bschepen|\bvliegtuig|\bhelikopter|\bpatriot|\bf-\d|\bmaterieel|\bmunitie|\brechercheurs?"
    r"|\bspecialist|\bmariniers|officieren?\b|\bmarechaussee|\bgeneratoren|\badviseur|\bpolitie(?:mensen|agenten)?\b"
    r"|\bhulpgoederen|\bwapens?\b"
    r"|\btanks?\b|\bdrones?\b|\braket|\bradar|\bvaartuig|\bhospita"
)
MISSION = (
    r"\bmissies?\b|\boperaties?\b|\bmet \d|\bluchtruim|\boefening|\beufor\b|\bkfor\b|\bvlootverband"
    r"|\bcoalitie|\binzet\b|" + FORCES
)
RESERVED_WORDS = (
    r"\bterughoudend|\bafwachtend|\bneutraal\b|\bafzijdig|voorbehoud|\bslag om de arm|\bin beraad\b|\bhuiverig"
    r"|\bgereserveerd"
)
CRITICAL_WORDS = (
    r"\bkritisch|\bbezorgd|\bteleurgesteld|\bontevreden|\bniet (?:\w+ )?(?:tevreden|blij|gelukkig|gerust)"
    r"|\bminder gelukkig|\bongelukkig|\bongerust"
    r"|\bminder (?:gelukkig|te spreken|blij|positief|enthousiast|tevreden)|\bniet te spreken|\bverontrust"
    r"|\bontstemd|\bbeducht|\bgeschokt|\bsceptisch|\boneens\b|\bniet (?:\w+ )?overtuigd|\bniet (?:\w+ )?eens\b|\bmoeite met"
)
GLAD = (
    r"\bvoorstander|\bpositief|\bwelwillend|\bakkoord\b|\bverheugd|\btevreden|\bingenomen|\bblij\b|\benthousiast"
    r"|\beens (?:met|over)\b|\bgelukkig met|\berkentelijk|\bcontent\b|\bgecharmeerd|\bpleitbezorger|\b(?:zeer|goed"
    r"|best"
    r"|heel) te spreken\b|\bfervent|\bopen voor|\bhet\b[^,]{0,50}\beens\b"
)
WORRY = (
    r"\bzorgen\b|\bzorg\b|\bbezorgdheid|\bbedenking|\bkritiek|\bbezwa(?:ar|ren)\b|\bteleurstelling|\bveroordeling"
    r"|\bafkeuring|\bongenoegen|\bverontrusting"
)
WORTH = r"(?:meerwaarde|toegevoegde waarde|noodzaak)"
OPINION = (
    r"\bvan (?:mening|oordeel|opvatting|opinie)|\bbereid|\bgebaat|\bovertuigd|\bgecommitteerd|\bstandpunt|\bnodig\b"
    r"|\bhelder\b|\bduidelijk\b"
    r"|\bgelegen\b|\bervan bewust|\bzich bewust|\brealistisch|\bconstructief|\boptimistisch|\bgeen\b|\bgebonden aan"
    r"|\bgehecht|\btoegewijd|\bbenieuwd|\bvasthoudend"
)
