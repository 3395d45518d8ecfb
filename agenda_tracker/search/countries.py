"""Countries by the beginning of their Dutch names, adjectives and inhabitants: another country is another subject."""

from functools import lru_cache

_BEGINNINGS = (
    "afghaan:afghan afghanistan:afghan albani:albani algeri:algeri amerika:amerik angol:angol argenti:argenti armeen:armeni"
    " armeni:armeni australi:austral azerbeidz:azerb bahrein:bahrein bangla:bangla belarus:belarus belgi:belgi benin:benin"
    " bolivia:bolivia bosni:bosni braziili:brazil brazili:brazil bulga:bulga burkina:burkina burundi:burundi cambodja:cambodj"
    " canad:canad chili:chili chileen:chili chin:chin colombia:colombia congo:congo cuba:cuba cypr:cypr deens:deen denemark:deen"
    " duits:duits ecuador:ecuador egypt:egypt eritre:eritre estland:estland estisch:estland estse:estland ethiopi:ethiopi"
    " filipijn:filipijn fins:fin finse:fin finland:fin frank:frank frans:frank gabon:gabon georgi:georgi ghan:ghan griek:griek"
    " guatemal:guatem guinee:guinee hait:hait hongaar:hongar hongar:hongar ierland:ier iers:ier ijsland:ijsland india:india"
    " indias:india indonesi:indones iraaks:irak irak:irak iraans:iran iran:iran israel:israel itali:itali ivoor:ivoor"
    " japan:japan jemen:jemen jordan:jordan kazach:kazach kenia:kenia kirgi:kirgi koeweit:koeweit koso:koso kroat:kroat"
    " laos:laos letland:letland lets:letland letse:letland liban:liban liberia:liberia libi:libi litouw:litouw luxemb:luxemb"
    " madagas:madagas maleisi:maleis mali:mali malt:malt marok:marok mauritani:mauritan mexic:mexic moldavi:moldav"
    " mongool:mongol mongol:mongol monteneg:monteneg mozambi:mozambi myanmar:myanmar namibi:namibi nepal:nepal"
    " nicaragua:nicaragua niger:niger nigeria:nigeria noorwe:noor noors:noor noorse:noor oegand:oegand oekra:oekra"
    " oezbe:oezbe oman:oman oostenrijk:oostenr pakist:pakist palestij:palest palestin:palest gaza:gaza panam:panam"
    " paragua:paragua peru:peru polen:pol pool:pol pools:pol poolse:pol portug:portug qatar:qatar roemeen:roemen roemen:roemen"
    " rusland:rus russ:rus rwand:rwand saoedi:saoedi saudi:saoedi senegal:senegal servi:servi singapor:singapor"
    " slowaak:slowaak slowak:slowaak slovaak:slowaak sloveen:sloven slovenie:sloven slovens:sloven soedan:soedan somali:somali"
    " spanje:span spaan:span srilanka:sri suriname:surinam surinaam:surinam syri:syri tadzji:tadzji taiwan:taiwan"
    " tanzan:tanzan thai:thai togo:togo tsjaad:tsjaad tsjechi:tsjech tunes:tunes turk:turk turkmen:turkmen uruguay:uruguay"
    " venezol:venez venezu:venez vietnam:vietnam zambia:zambia zimbabw:zimbabw zuidafrika:zuidafr zuidkor:zuidkor"
    " zweden:zweed zweed:zweed zwitser:zwits brit:brit groenland:groenl mercosur:mercosur"
)
_KNOWN = dict(pair.split(":") for pair in _BEGINNINGS.split())


@lru_cache(maxsize=20_000)
def country(word: str) -> str:
    """A key for the country that a folded word names; "" for none. `Italiaanse`, `Italië` and `Italianen` give one key."""
    found = (_KNOWN[word[:length]] for length in range(min(len(word), 10), 2, -1) if word[:length] in _KNOWN)
    return next(found, "")
