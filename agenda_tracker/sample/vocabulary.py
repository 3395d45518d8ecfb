"""Words that look like Dutch policy language and are as unevenly used: a few everywhere, most of them hardly ever."""

import random
from itertools import accumulate

from agenda_tracker.search.lexicon import word_list
from agenda_tracker.search.nouns import base_nouns

# The commonest words of any Dutch text, in about the order of their use.
COMMON = (  # noqa: SIM905
    "de van het een en in op dat te is voor met zijn die aan worden om als bij door ook naar over uit deze dit niet "
    "tot zal daarbij wordt er hebben kan onder tussen kabinet lidstaten nederland europese commissie raad voorstel "
    "maar nog moeten meer binnen heeft zoals zich waarbij tijdens na alle hierbij daarom echter verder zowel ten "
    "aanzien verwachting voorzitterschap afspraken financiële coördinatie energie Oekraïne efficiënte reële "
).split()
COMPOUNDS = 26_000
RARE = 14_000
_ONSETS = "b br d dr f g gr h k kl kr l m n p pr r s sch st str t tr v vl w z zw".split()  # noqa: SIM905
_VOWELS = "a aa e ee i ie o oo u uu oe ui ij ei eu ou".split()  # noqa: SIM905
_CODAS = "l m n r s t k p f lt nd ng rk rs st ft".split()  # noqa: SIM905


def zipf(size: int, exponent: float = 1.0) -> list[float]:
    """Running sums of weights for `random.choices`: the first of `size` things is chosen most, the n-th n times less."""
    return list(accumulate((rank + 2.7) ** -exponent for rank in range(1, size + 1)))


class Vocabulary:
    """A source of words, sentences and invented names; the same for the same source of chance."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        nouns = base_nouns()
        self.compounds = list(dict.fromkeys(self._compound(nouns) for _one in range(COMPOUNDS)))
        self.rare = list(dict.fromkeys(self.name() for _one in range(RARE)))
        plain, tail = [*nouns, *word_list("verbs")], [*self.compounds, *self.rare]
        chance.shuffle(plain)
        chance.shuffle(tail)
        self.words = [*COMMON, *plain, *tail]
        self._weights = zipf(len(self.words), 1.08)
        self._ready: list[str] = []

    def _compound(self, nouns: tuple[str, ...]) -> str:
        first, second = self.chance.choice(nouns), self.chance.choice(nouns)
        link = "s" if first.endswith(("ing", "heid", "teit")) else ""
        return first + link + second

    def name(self) -> str:
        """A word that no dictionary has: `brontaveld`."""
        pick = self.chance.choice
        syllables = [pick(_ONSETS) + pick(_VOWELS) + pick(_CODAS) for _one in range(self.chance.choice((2, 2, 3)))]
        return "".join(syllables)

    def some(self, count: int) -> list[str]:
        """So many words, each as often as its rank says."""
        if len(self._ready) < count:
            self._ready = self.chance.choices(self.words, cum_weights=self._weights, k=20_000)
        taken = self._ready[-count:]
        del self._ready[-count:]
        return taken

    def phrase(self, subject: str, most: int = 12) -> str:
        """Words around one that tells the subject."""
        words = self.some(self.chance.randint(4, most))
        words.insert(len(words) // 3, subject)
        return " ".join(words)

    def sentence(self, subject: str) -> str:
        """One sentence of eight to twenty words."""
        words = self.some(self.chance.randint(7, 19))
        words.insert(len(words) // 2, subject)
        words[0] = words[0].capitalize()
        return " ".join(words) + "."
