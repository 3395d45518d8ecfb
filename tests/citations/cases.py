"""Own cases for both modes: what is typed or printed, and every normal form it must give (";" between two)."""

import re

QUERIES = """
28676-464 | 28676-464
28 676-464 | 28676-464
28.676-464 | 28676-464
28 676 464 | 28676-464
28676 464 | 28676-464
"28676-464" | 28676-464
'28 676, nr. 464' | 28676-464
“28 676, nr. 464” | 28676-464
(28 676, nr. 464) | 28676-464
(Kamerstuk 28 676, nr. 464) | 28676-464
(Kamerstuk 28 676, nr. 464). | 28676-464
zie Kamerstuk 28 676, nr. 464 | 28676-464
Zie ook Kamerstukken II 2023/24, 28 676, nr. 464. | 28676-464
vgl. Kamerstukken II 2023–2024, 28 676, nr. 464 | 28676-464
28676, NR. 464 | 28676-464
28676, nr 464 | 28676-464
28676 nummer 464 | 28676-464
28676, no 464 | 28676-464
28 676 , nr . 464 | 28676-464
22 112 , nr . 6 | 22112-6
28676 nr, 464 | 28676-464
28676-nr. 464 | 28676-464
28676, stuk nr. 464 | 28676-464
28676, nr. 00464 | 28676-464
28676-0464 | 28676-464
28\u00ad676-464 | 28676-464
２８６７６-４６４ | 28676-464
28676\u2012464 | 28676-464
28676\u2212464 | 28676-464
28\u2009676, nr.\u2007464 | 28676-464
28676,\tnr.\t464 | 28676-464
28-676, nr. 464 | 28676-464
31-700 XII nr 6 | 31700-XII-6
TK 28676 464 | 28676-464
tk 28676-464 | 28676-464
T.K. 28676, nr. 464 | 28676-464
Tweede Kamer 28676, nr. 464 | 28676-464
Tweede Kamer, vergaderjaar 2023-2024, 28 676, nr. 464 | 28676-464
kst 28676 464 | 28676-464
Kst. 28676, nr. 464 | 28676-464
kst 28676-464 | 28676-464
Parl. St. 28676, nr. 464 | 28676-464
dossier 28676, nr. 464 | 28676-464
Kamerstuknummer 28676-464 | 28676-464
Kamerstuk: 28676-464 | 28676-464
Kamerstuk nr. 28 676, nr. 464 | 28676-464
Kamerstukken ll 2023/24, 28 676, nr. 464 | 28676-464
Kamerstukken Il 2023/24, 28 676, nr. 464 | 28676-464
Kamerstukken 2 2023/24, 28 676, nr. 464 | 28676-464
Kamerstukken II 1985/- 86, 19 403, nr. 3 | 19403-3
Kamerstukken II 1999/2000, 26 271, nr. 6 | 26271-6
Kamerstukken II vergaderjaar 2023-2024, 28 676, nr. 464 | 28676-464
Kamerstukken II zitting 1980/81, 16 625, nr. 3 | 16625-3
1993/94-1996/97, 23761 | dossier/23761
Kamerstukken II 1993/94-1996/97, 23761, nr. 3 | 23761-3
Kamerstukken I/II 2023/24, 28 676, nr. 464 | 28676-464
KAMERSTUKKEN II 2023/24, 28676, NR. 464 | 28676-464
moties 36410-111 en 36410-112 | 36410-111;36410-112
wetsvoorstel 36 410 | dossier/36410
Rijkswetsvoorstel 35 099 (R2114) | dossier/35099
wetsvoorstel 36410, nr. 3 | 36410-3
28676, nr. 464, p. 3 | 28676-464
28676, nr. 464, p. 3-5 en 7 | 28676-464
28676, nr. 464, blz. 3 e.v. | 28676-464
28676-464, pagina 12 | 28676-464
28676-464 (herdruk) | 28676-464
28676, nr. 464 herdruk | 28676-464
28676, nr. 464 van 12 maart 2024 | 28676-464
28676, nr. 464 (12 maart 2024) | 28676-464
28676, nr. 464, 12-03-2024 | 28676-464
28676, nr. 464, vergaderjaar 2023-2024 | 28676-464
28676, nr. 464 (t.v.v. nr. 460) | 28676-464;28676-460
28676, nr. 464 (was nr. 460) | 28676-464;28676-460
28676, nr. 464 (ter vervanging van nr. 460) | 28676-464;28676-460
nr. 17, was nr. 9 (34834) | 34834-17;34834-9
nrs. 12 en 13 (36800-XVI) | 36800-XVI-12;36800-XVI-13
nr. 3 (36600 X) | 36600-X-3
nr. 2900 (21501-02) | 21501-02-2900
nr. 1 (35315-(R2137)) | 35315-1
28676, nrs. 464, 465, 470 | 28676-464;28676-465;28676-470
28676, nrs. 464 t/m 466 | 28676-464;28676-465;28676-466
28 676, nrs. 464 t/m 466 | 28676-464;28676-465;28676-466
28676, nrs. 464-466 | 28676-464;28676-465;28676-466
28676, nr. 464 tot en met 466 | 28676-464;28676-465;28676-466
28676, nrs. 1 t/m 100 | 28676-1;28676-100
28676-464 t/m 466 | 28676-464;28676-465;28676-466
28676-464, 28676-465 | 28676-464;28676-465
28676-464 28676-465 | 28676-464;28676-465
28676-464 en 465 | 28676-464;28676-465
28676, nr. 464; 29544, nr. 1200 | 28676-464;29544-1200
28676, nr. 464 en 29 544, nr. 1200 | 28676-464;29544-1200
28676, nr. 464, nr. 465 en nr. 470 | 28676-464;28676-465;28676-470
28676, nr. 6, p. 15-16; nr. 7, p. 5-6 | 28676-6;28676-7
Kamerstukken I 2020/21, 35 570, C; Kamerstukken II 2020/21, 35 570, nr. 3 | 35570-C;35570-3
28676 en 29544 | dossier/28676;dossier/29544
28676/29544 | dossier/28676;dossier/29544
31728, 30914, nr. 5 | 31728-5;dossier/30914
35925 VII / 35925 IV, A | 35925-VII-A;dossier/35925-IV
29762 e.a., D | 29762-D
21501-02 | dossier/21501-02
21.501-02 | dossier/21501-02
21501-33 | dossier/21501-33
21501-02, nr. 2900 | 21501-02-2900
21 501-02, nr. 2900 | 21501-02-2900
21 501-02-2900 | 21501-02-2900
21501-02 nrs. 2900 en 2901 | 21501-02-2900;21501-02-2901
21501-F | 21501-F
21501, F | 21501-F
21501-20, EK BO | 21501-20-BO
36600-x-3 | 36600-X-3
36600 vii 12 | 36600-VII-12
36600 VII, 12 | 36600-VII-12
36600-VII/12 | 36600-VII-12
36 600 X, nr. 3 | 36600-X-3
36600X, nr. 3 | 36600-X-3
36600 hoofdstuk X, nr. 3 | 36600-X-3
36600, hoofdstuk X, nr. 3 | 36600-X-3
36600, hoofdstuk VII | dossier/36600-VII
36 600-XVI, nr. 150 | 36600-XVI-150
36600-ixb-4 | 36600-IXB-4
36600-IIA-1 | 36600-IIA-1
36600-J-4 | 36600-J-4
36600-12 | 36600-12
36600-xvi | dossier/36600-XVI
36600 xvi | dossier/36600-XVI
36600 IV | dossier/36600-IV
TK 36600 X | dossier/36600-X
EK 36600 X | 36600-X
EK 36600-A | 36600-A
36600 A | 36600-A;dossier/36600-A
36600-a | 36600-A;dossier/36600-A
36600 K | 36600-K;dossier/36600-K
36600, A | 36600-A
36600 nr. A | 36600-A
36600 EK A | 36600-A
36600-Z | 36600-Z
36600-AA | 36600-AA
35302-F | 35302-F
36836 d | 36836-D
22112, KX | 22112-KX
31145 AA | 31145-AA
EK 36600 XXII, B | 36600-XXII-B
36600 VI, D | 36600-VI-D
36600-VI-D | 36600-VI-D
31700-VI-D | 31700-VI-D
31700 XVI | dossier/31700-XVI
36410, B en C | 36410-B;36410-C
Kamerstukken I 2023/24, 36 410, A, B en C | 36410-A;36410-B;36410-C
Kamerstukken I 2023/24, 36 410, A t/m C | 36410-A;36410-B;36410-C
Eerste Kamer, vergaderjaar 2023-2024, 36 410, B | 36410-B
E.K. 36 410, B | 36410-B
34680, A/1 | 34680-A
EK CXXXIX, E | CXXXIX-E
CXXIV-G | CXXIV-G
cxxiv-g | CXXIV-G
CXXIV | dossier/CXXIV
kst-cxxiv-g.html | CXXIV-G
kst-CLVI-X | CLVI-X
Kamerstukken I 1995/96, 23 700, nr. 46 | 19951996-23700-46
23 700, nr. 188b (1995/96) | 19951996-23700-188b
19951996-23700-188b | 19951996-23700-188b
Kamerstukken I 2000/2001, 26 855 (250, 250a) | 20002001-26855-250;20002001-26855-250a
kst-20092010-32027-A | 32027-A
kst-36600-A | 36600-A
kst-36600-V | 36600-V
kst-36600-v | 36600-V
kst-36600-X-3 | 36600-X-3
KST-36600-x-3.PDF | 36600-X-3
kst-26643-144-H1 | 26643-144-h1
26643-144-h1 | 26643-144-h1
kst-30452-F-b1 | 30452-F-b1
kst-33694-Q-n1 | 33694-Q-n1
Kamerstuk kst-28676-464 | 28676-464
kst-28676-464 en kst-28676-465 | 28676-464;28676-465
35315-(R2137)-1 | 35315-1
33183-R1975-11 | 33183-11
34 158 (R 2048), nr. 14 | 34158-14
34158 (R2048) | dossier/34158
2024Z12345 | 2024Z12345
2024d40329 | 2024D40329
zaak 2024Z12345 | 2024Z12345
2024Z12345 en 2024D23456 | 2024Z12345;2024D23456
kv-2022123 | kv-2022123
kv-tk-2022z01227 | kv-tk-2022Z01227
blg-1043245 | blg-1043245
BLG-123456.pdf | blg-123456
nds-tk-2024d12345 | nds-tk-2024D12345
ah-tk-20242025-1028 | ah-tk-20242025-1028
ah-ek-20142015-12 | ah-ek-20142015-12
ah-tk-20242025-1028-n1 | ah-tk-20242025-1028-n1
Aanhangsel Handelingen II 2014/15, nr. 1241 | ah-tk-20142015-1241
Aanhangsel Handelingen I 2014/15, nr. 12 | ah-ek-20142015-12
Aanhangsel Handelingen II 2014/15, nrs. 12 en 13 | ah-tk-20142015-12;ah-tk-20142015-13
Aanhangselnummer 242501244 | ah-tk-20242025-1244
242501244 | ah-tk-20242025-1244
h-tk-20192020-23-6 | h-tk-20192020-23-6
H-TK-20192020-23-6 | h-tk-20192020-23-6
h-ek-20192020-23-6-2 | h-ek-20192020-23-6-2
h-tk-20072008-108 | h-tk-20072008-108
Handelingen II 2019/20, nr. 77 | h-tk-20192020-77
Handelingen 2019/20, nr. 77, item 3 | h-tk-20192020-77-3
Handelingen Tweede Kamer 2010-2011, nr. 108, item 5 | h-tk-20102011-108-5
Handelingen EK 2014/15, nr. 11, item 4 | h-ek-20142015-11-4
Handelingen II 1999/2000, nr. 12, blz. 700-712 | h-tk-19992000-12
https://zoek.officielebekendmakingen.nl/kst-cxxiv-g.html | CXXIV-G
https://zoek.officielebekendmakingen.nl/kst-20082009-31700-VI-D | 31700-VI-D
https://zoek.officielebekendmakingen.nl/h-tk-20192020-23-6.html | h-tk-20192020-23-6
https://zoek.officielebekendmakingen.nl/ah-tk-20242025-1028.html | ah-tk-20242025-1028
https://zoek.officielebekendmakingen.nl/blg-1043245.pdf | blg-1043245
zoek.officielebekendmakingen.nl/kst-28676-464.html | 28676-464
https://zoek.officielebekendmakingen.nl/kst-28676-464.html?zoekcriteria=x#p2 | 28676-464
https://repository.overheid.nl/frbr/officielepublicaties/kst/36600-X/kst-36600-X-3/1/xml/kst-36600-X-3.xml | 36600-X-3
https://www.tweedekamer.nl/kamerstukken/detail?id=2022Z03223&did=2022D06725 | 2022D06725;2022Z03223
https://www.tweedekamer.nl/kamerstukken/moties/detail?id=2024Z12345 | 2024Z12345
https://berthub.eu/tkconv/document.html?nummer=2025D02657 | 2025D02657
https://www.eerstekamer.nl/wetsvoorstel/35968_naam | dossier/35968
dossier/36600-X | dossier/36600-X
dossier/28676 | dossier/28676
28676, | dossier/28676
99999-1 | ERROR
Kamerstuk 99999 | ERROR
38000, nr. 4 | ERROR
09999-12 | ERROR
00018-VIII | ERROR
kst-00018-VIII | ERROR
kst-99999-1 | ERROR
kst-28676 | ERROR
kst-99999 | ERROR
kst-2867-464 | ERROR
kst-28676-464-3 | ERROR
kst-28676-0 | ERROR
kst-20242026-28676-4a | ERROR
Kamerstuk 2867-464 | ERROR
Kamerstuk 2867, nr. 464 | ERROR
2867, nr. 464 | ERROR
286764, nr. 3 | ERROR
Kamerstuk 2867 | ERROR
Kamerstukken II 2023/24, 2867, nr. 4 | ERROR
21501-2900 | ERROR
21501-35 | ERROR
21501-35-12 | ERROR
21501, nr. 2900 | ERROR
21 501 nr. 2900 | ERROR
28676-12-3 | ERROR
Kamerstuk 28676-464-3 | ERROR
36600-ZZZ-3 | ERROR
36600-iix-3 | ERROR
36600 IIX, nr. 3 | ERROR
36600-IIX | ERROR
36600-N-3 | ERROR
36600-I-0 | ERROR
36600-X- | ERROR
36600 X, nr. | ERROR
28676 - | ERROR
28676 nr | ERROR
Kamerstuk 28676, nr. | ERROR
28676, nrs. 464 en | ERROR
nr. 464 | ERROR
nrs. 464 en 465 | ERROR
Kamerstuk nr. 464 | ERROR
28676-0 | ERROR
28676, nr. 10000 | ERROR
28676-12345 | ERROR
28676, nr. 464abc | ERROR
28676, nr. ABC | ERROR
28676, nr. -3 | ERROR
28676, nr. 466 t/m 464 | ERROR
2024Z1234 | ERROR
2024Z123456 | ERROR
2024Q12345 | ERROR
ah-tk-2024-123 | ERROR
h-tk-20242026-3-4 | ERROR
ah-tk-20242025 | ERROR
Handelingen II 2024/26, nr. 3, item 5 | ERROR
Handelingen II, nr. 3, item 5 | ERROR
Handelingen II 2024/25 | ERROR
99999 | ERROR
kst-abc | NONE
klimaat | NONE
Handelingen | NONE
Handelingen van de Raad | NONE
Kamerstukken II | NONE
Kamerstukken II 2023/24 | NONE
Tweede Kamer | NONE
TK | NONE
EK 2024 | NONE
vergaderjaar 2023-2024 | NONE
motie 2024 | NONE
moties over drones | NONE
dossier stikstof | NONE
28676 defensie | NONE
28676 de | NONE
28 676 in | NONE
36600 eu | NONE
28 676,50 | NONE
€ 28 676 | NONE
28676 euro | NONE
12 maart 2024 | NONE
12-03-2024 | NONE
2024 | NONE
1940-1945 | NONE
2023/24 | NONE
070-3183000 | NONE
06-12345678 | NONE
0800-1351 | NONE
Postbus 20018 | NONE
Postbus 20018, 2500 EA Den Haag | NONE
1234 AB | NONE
25322-68-3 | NONE
ISO 27001-2 | NONE
Trb. 2011, 91 | NONE
Richtlijn 2014/65/EU | NONE
Verordening (EU) 2024/1234 | NONE
ECLI:NL:RVS:2019:1603 | NONE
SWD(2024) 12 | NONE
ST 9876/24 | NONE
PbEU 2016, L 119 | NONE
T-123/20 | NONE
TZ202403-045 | NONE
TO3357 | NONE
artikel 8:42 Awb | NONE
hoofdstuk XV | NONE
XV | NONE
CV | NONE
MIX | NONE
L | NONE
AA | NONE
? | NONE
- | NONE
() | NONE
nr. | NONE
nr | NONE
"2% bbp" | NONE
F-35 | NONE
28676 nr. 464/465 | 28676-464;28676-465
28676--464 | 28676-464
-28676-464 | 28676-464
TK-28676-464 | 28676-464
kamerstuk-28676-464 | 28676-464
kst28676-464 | 28676-464
kst-28676, nr. 464 | 28676-464
28676-464 (gerectificeerd) | 28676-464
28676-464 (t.v.v. 28676-460) | 28676-464;28676-460
bijlage blg-1043245 | blg-1043245
28676, nr. 464 e.v. | 28676-464
28676, nr. 464, noot 3 | 28676-464
28676, p. 3 | dossier/28676
28676 nr. 464 2024 | 28676-464
19700 XV | dossier/19700-XV
24400-A | 24400-A
36600, X, nr. 3 | 36600-X-3
36600-XXIX-3 | 36600-XXIX-3
36600-XXX-3 | ERROR
36600-XXX | ERROR
36600-VIV | ERROR
28676 - 464 - 3 | ERROR
28676-28680 | ERROR
kst-21501-02 | ERROR
kst-21501-33 | 21501-33
KST-28676.html | ERROR
kst-28676-abc | ERROR
2150128-300 | 21501-28-300
2150128, nr. 300 | 21501-28-300
Kamerstuk 2150102 nrs. 2900 en 2901 | 21501-02-2900;21501-02-2901
2150102 | dossier/21501-02
2150135-300 | NONE
kst-2150128 | kst-2150128
28676-464.pdf | 28676-464
28676-464 (1).pdf | 28676-464
Kamerstuk 28 676, nr. 464.docx | 28676-464
36600-X-3.html | 36600-X-3
2024d12345.pdf | 2024D12345
kst-28676-464 (12).pdf | 28676-464
28676.pdf | dossier/28676
28676-464abc.pdf | ERROR
verslag.pdf | NONE
kst-12345678 | ERROR
kst-28676-0464 | ERROR
kst-20232025-28676-464 | ERROR
ah-tk-20242025-12345 | ERROR
Handelingen II 2010/11, 108, item 5 | h-tk-20102011-108-5
handelingen ii 2010/11, nr. 108, item 5 | h-tk-20102011-108-5
37520 | dossier/37520
37521 | ERROR
28676 en nr. 464 | NONE
28676 t/m 28680 | NONE
28 676 euro per jaar | NONE
Stcrt. 28676 | NONE
35.000 banen | NONE
1,5 miljoen | NONE
G7 | NONE
1Kamerstukken II 2001/02, 28 295, nr. 3 | 28295-3
14Handelingen II 2012/13, nr. 71, item 15 | h-tk-20122013-71-15
kamerstukdossier 29544 | dossier/29544
2024D40329, 2024Z12345 | 2024D40329;2024Z12345
28676-464, 2024D40329 | 28676-464;2024D40329
28676-464, 2023-2024 | 28676-464
28676-464, 2024 | 28676-464
28676, nr. 12, I en II | 28676-12
36600, XVI | dossier/36600-XVI
36600, IX | 36600-IX
28676, nr. A1 | ERROR
28676, klimaat | NONE
nr. 575/2013 | NONE
nr. 18 586, BNB 1978/7 | NONE
nrs. 464 en 465 | ERROR
kst-20242025-28676-464 | 28676-464
kst-20032004-27484-289 | 20032004-27484-289
https://zoek.officielebekendmakingen.nl/kst-36600-IIX-3.html | ERROR
https://zoek.officielebekendmakingen.nl/stcrt-2024-28676.html | NONE
https://gegevensmagazijn.tweedekamer.nl/OData/v4/2.0/Document?$filter=DocumentNummer eq '2024D40329'&$expand=Zaak | 2024D40329
https://repository.overheid.nl/sru?query=(c.product-area==oep AND w.dossiernummer=="36600-VII") | dossier/36600-VII
https://repository.overheid.nl/sru?query=w.dossiernummer%3D%3D%2228676%22 | dossier/28676
""".strip("\n")

TEXTS = r"""
Zie Kamerstuk 28 676, nr. 464. | 28676-464
Kamerstuk 31125 nr. 130 - zie aldaar. | 31125-130
Zie Kamerstuk 28 676, nrs. 520 en 548 zijn verwerkt. | 28676-520;28676-548
Zie Kamerstuk 28 676, nrs. 520, 521, 522. | 28676-520;28676-521;28676-522
Zie Kamerstuk 28 676, nr. 464, 12 bijlagen. | 28676-464
Zie Kamerstuk 28 676, nr. 464, 465 werd later gestuurd. | 28676-464
Zie Kamerstuk 28 676, nr. 464 en 3 mei jl. was er debat. | 28676-464
Zie Kamerstuk 28 676, nr. 464 en 12 andere stukken. | 28676-464
Zie Kamerstuk 28 676, nr. 464 en 3,5 miljoen euro. | 28676-464
Zie Kamerstuk 28 676, nrs. 3 t/m 7. | 28676-3;28676-4;28676-5;28676-6;28676-7
Zie Kamerstuk 28 676, nrs. 1 t/m 90. | 28676-1;28676-90
Zie Kamerstuk 28 676, nr. 464 (t.v.v. nr. 460). | 28676-464;28676-460
De motie (28676, nr. 464, was nr. 460) is aangenomen. | 28676-464;28676-460
(27625, nr. 465) | 27625-465
(Kamerstuk 20043, nr.142) | 20043-142
(Kamerstuk 35510-21) | 35510-21
De motie-Van Dijk (35925-XV-12). | 35925-XV-12
De motie op stuk nr. 12 is verworpen. | NONE
Amendement op stuk nr. 12, I, en de nrs. 32, I en II. | NONE
De motie-Jansen wordt verworpen. | NONE
Zij krijgen de nrs. 12 en 13 (36800-XVI). | 36800-XVI-12;36800-XVI-13
Zij krijgt nr. 3, t.v.v. nr. 1 (36600-X). | 36600-X-3;36600-X-1
Zij krijgt nr. 21 (35315-(R2137)). | 35315-21
Zij krijgt nr. 2900 (21501-02). | 21501-02-2900
In stemming komt 35315-(R2137)-1. | 35315-1
Zie 36600-B-A en 36600-VI-D. | 36600-B-A;36600-VI-D
Gelet op 21 501-02-2900 van vorig jaar. | 21501-02-2900
De stukken 28676-464, 28676-465 en 28676-466. | 28676-464;28676-465;28676-466
De stukken 28676-\n464 en volgende. | 28676-464
Zie Kamerstuk 28\u00ad676, nr. 464. | 28676-464
Zie Kamer\u00ad\nstuk 28 676, nr. 464. | 28676-464
Kamerstukken\r\nII 2023/24,\r\n28 676,\r\nnr. 464 | 28676-464
Kamerstukken Il 2020/21, 35 570, nr. 3 | 35570-3
Kamerstukken lI 2020/21, 35 570, nr. 3 | 35570-3
Kamerstukken 11 2020/21, 35 570, nr. 3 | 35570-3
Kamerstukken 2 2020/21, 35 570, nr. 3 | 35570-3
Kamerstukken 1 1995/96, 23 700, nr. 188b | 19951996-23700-188b
12Kamerstuk 28 676, nr. 464. | 28676-464
Kamerstukken II 2020/21, 35 845 , nr . 6. | 35845-6
Kamerstukken I 2008/09, 31700 VI, D, p. 4. | 31700-VI-D
Kamerstukken I 2014/15, 33802, C, p. 3. | 33802-C
Kamerstukken I 2023/24, 36 410, B en C. | 36410-B;36410-C
Kamerstukken I 2023/24, 36 410, A, B en C. | 36410-A;36410-B;36410-C
(EK 36 600 B, A en EK 36 600 C, A) | 36600-B-A;36600-C-A
Zie EK CXXIV, G voor de lijst. | CXXIV-G
Zie 35.673 EK B. | 35673-B
De begroting (Kamerstuk 36 600 X) is aangenomen. | 36600-X;dossier/36600-X
De begroting (Kamerstukken II 36 600 X) is aangenomen. | dossier/36600-X
De begroting (Kamerstuk 36 600 XVI) is aangenomen. | dossier/36600-XVI
Kamerstukken II, 31 700-IIB, nr 2 | 31700-IIB-2
Kamerstukken II 1986/87, 19 700 hoofdstuk XV, nr. 2 | 19700-XV-2
Kamerstukken II 28 676 464 | 28676-464
Kamerstukken 35 418 en 35 419 gaan over de Grondwet. | dossier/35418;dossier/35419
Kamerstukken II 2023/24, 28 676, nr. 464, p. 3, 29 544, nr. 12 en 13, p. 4-5. | 28676-464;29544-12;29544-13
De wetsvoorstellen over zorg (35246) en wonen (35247) liggen voor. | dossier/35246;dossier/35247
Het voorstel van rijkswet tot goedkeuring (35 099 (R2114)). | dossier/35099
Het initiatiefwetsvoorstel van de leden A en B (36 537) wordt behandeld. | dossier/36537
Voorstel van wet van de begroting (36600-XVI). | dossier/36600-XVI
Er kwamen veel bezoekers (35246). | NONE
Het wetsvoorstel is klaar. De opkomst was hoog (35246). | NONE
Het wetsvoorstel kost geld (35246 euro). | NONE
Aanhangsel van de Handelingen II 2023/24, nrs. 12 en 13. | ah-tk-20232024-12;ah-tk-20232024-13
Handelingen I 2014/15, nr. 11, item 4, p. 5. | h-ek-20142015-11-4
Aanhangsel Handelingen II 2024/26, nr. 12. | NONE
Zie https://zoek.officielebekendmakingen.nl/kst-28676-464.html. | 28676-464
Zie https://zoek.officielebekendmakingen.nl/dossier/36600-XXIII voor meer. | dossier/36600-XXIII
Zie kst-28676-464 en ah-tk-20242025-12. | 28676-464;ah-tk-20242025-12
Zie https://www.tweedekamer.nl/kamerstukken/detail?id=2022Z03223&did=2022D06725. | 2022D06725;2022Z03223
Zie https://voorbeeld.nl/28676-464 of https://voorbeeld.nl/Kamerstuk/28676. | NONE
Kenmerk kst-28676-464-3 bestaat niet. | NONE
Met 2024Z12345, 2024D12345, 2024A12345 en 2024P12345. | 2024Z12345;2024D12345;2024A12345;2024P12345
Nummer 2024X12345 en 2024Z1234 en A2024Z12345. | NONE
21 501-20 Europese Raad\n\nNr. 2100 BRIEF VAN DE MINISTER-PRESIDENT | 21501-20-2100
36 600 X Vaststelling van de begroting\nvan Defensie voor 2025\nNr. 12 VERSLAG VAN EEN COMMISSIEDEBAT | 36600-X-12
36 410 Nota over de toestand\nB BRIEF VAN DE MINISTER | 36410-B
De regel 36 600 x 3 is arithmetiek. | NONE
Het is 28 676 464 keer bekeken. | NONE
Het is 28 676, en meer niet. | NONE
Het aantal ligt tussen 21 501-22 000. | NONE
Het aantal 36067 – 61 telt niet. | NONE
Pagina's 17500-17600 en blz. 18000-120. | NONE
Bel 070-3183000, 06 - 12345678 of +31 70 31830-12. | NONE
Tel. 28676-464. | NONE
Postbus 20018-2500, antwoordnummer 28676-12. | NONE
IBAN NL91ABNA0417164300, KvK 27912-852. | NONE
ISBN 978-90-12-12345-6 en BSN 123456789. | NONE
Onze referentie 2024-0000123456, kenmerk 28676-464. | NONE
MINBUZA-2024.1143577 en IENW/BSK-2024/28676-12. | NONE
Het bedrag van € 28 676-464 of EUR 28676. | NONE
Het bedrag van 28 676,50 en 28.676.464 euro. | NONE
Er zijn 28.676 woningen, 36 600 banen en 21 501 mln. | NONE
Het dossier 12 000 pagina's lang. | NONE
De moties 36 600 keer ondertekend. | NONE
NEN 28676-2, ISO/IEC 27001-2, EN 31010-1 en IEC 31125-130. | NONE
De stof (CAS 25322-68-3) en 25322-68-3. | NONE
Arrest van 7 mei 1980, nr. 19 874, BNB 1980/186. | NONE
Arrest nr. 19 874 en nr. 28676. | NONE
32012A0424(01), 02016R0679-20160504 en 32016L0680. | NONE
JOIN(2024) 12 final, SWD(2024) 123, Richtlijn 2014/65/EU. | NONE
Verordening (EG) nr. 1107/2009, T-123/20, ECLI:EU:C:2020:123. | NONE
Stcrt. 2024, 28676-464 en Staatscourant 2024, nr. 28676. | NONE
Stb. 2024, 123; Trb. 2019, 12; PbEG 1999, L 12. | NONE
zaaknr. 201600614/1/A2 en C/09/28676-12. | NONE
artikel 28676-12 en artikel 2:10, eerste lid. | NONE
Op 12-03-2024 om 14:30 uur, in 2023/24 en 2024-2025. | NONE
Zie A28676-464, 28676-464a5, x-28676-464 en 28676-464-2. | NONE
Zie 16999-12 en 40000-12. | NONE
In de ontwerpbegroting 2025 en 112 en 115. | NONE
Kamerstuk 36 410, nr. 112 en 115 in ontwerpbegroting | 36410-112;36410-115
De Kamerstukken zijn op 12 maart 2024 verzonden. | NONE
Kamerstuk abc en motie x. | NONE
Het dossier Oekraïne telt 12 stukken. | NONE
Toezegging T02867 en TZ202403-045, nr. TO3357. | NONE
CXXIV, G is geen verwijzing zonder label. | NONE
Vitamine C, D en L. | NONE
Zie TK 28676, nr. 464, 12 juni 2024. | 28676-464
Zie (TK 28676, nr. 464 en EK 28676, B). | 28676-464;28676-B
Motie 36410-111 (herdruk). | 36410-111
Het amendement 36067 – 61 is overgenomen. | 36067-61
Kamerstuk 28 676, nr. 464, nr. 465 en Kamerstuk 29 544, nr. 3. | 28676-464;28676-465;29544-3
Kamerstukken II 2023/24, 36410 VI, nrs. 3, 4 en 7; 36410 X, nr. 8 | 36410-VI-3;36410-VI-4;36410-VI-7;36410-X-8
Kamerstuk 28 676 en verder. | dossier/28676
Kamerstuk 28 676. Het kostte 12 000 euro. | dossier/28676
Kamerstuk 28 676, U kunt dat lezen. | dossier/28676
Kamerstuk 28 676, EU-lidstaten doen mee. | dossier/28676
Kamerstukken I 2023/24, 36 410, U. | 36410-U
Kamerstukken I 2023/24, 36 410, U kunt dat lezen. | dossier/36410
Kamerstuk I 31145 AA is verzonden. | 31145-AA
Zie 28676-0464, 36600-IIX-3 en 28676-12-3. | NONE
Zie 21501-02, 36600-X en 36600-XVI. | NONE
Zie 36600, nr. A. | 36600-A
Kamerstuk 28 676, nr. 464 – 466 | 28676-464;28676-465;28676-466
Kamerstuk 28 676, nr. 464 - 12 maart 2024 | 28676-464
Kamerstukken 28 676, nr. 464 en 29 544 mensen | 28676-464
Kamerstukken 36 600 VII en 36 600 IV, nr. 3 | dossier/36600-VII;36600-IV-3
Kamerstukken I 1995/96, 23 700, nr. 188b, p. 3; nr. 188c | 19951996-23700-188b;19951996-23700-188c
37521-1 en 37520-1 | 37520-1
referentienummer 28676-464 en factuurnr. 28676-465 | NONE
28676-464%, 28676-464 km en 28676-464 euro | NONE
NEN 28676, nr. 464 en Postbus 28676, nr. 464 | NONE
Zij krijgt nr. 5 (2024). | NONE
Kamerstuk 32 317, MH. | 32317-MH
Kamerstuk 28 676, 12 maart 2024 | dossier/28676
dossier 29 684 | dossier/29684
Kamerstuk 99 999, nr. 3. | NONE
Kamerstuk 2867, nr. 464. | NONE
Kamerstukken I 2000/2001, 26 855 (250, 250a). | 20002001-26855-250;20002001-26855-250a
Uw kenmerk 2024Z12345, ons kenmerk BZ2400123 | 2024Z12345
Zaaknummer 2024Z12345, documentnummer: 2024D40329 | 2024Z12345;2024D40329
Kenmerk 21501-30, nr. 463 | 21501-30-463
Kenmerk 28676464 | NONE
Onderdeel van kamerstukdossier 21501 02-2790 Raad Algemene Zaken . | 21501-02-2790
Onderdeel van kamerstukdossier 32317 -882 | 32317-882
Onderdeel van kamerstukdossier 36200 V-54 | 36200-V-54
In tabel 21501 02 2790 staat niets. | NONE
Zie Kamerstuk 36 600 X, A (EK). | 36600-X-A
Volgens Kamerstuk 36 410, B van 3 mei ligt het voor. | 36410-B
Volgens Kamerstuk 36 410, EU en U kunt dat lezen. | dossier/36410
Kamerstuk 31 305, nr. 489 en 25 lidstaten | 31305-489
Kamerstuk 31 305, nr. 489 en 27 EU-lidstaten | 31305-489
Mail naar 28676-464@minbuza.nl. | NONE
""".strip("\n")


def decoded(cell: str) -> str:
    r"""A cell with the escapes \n, \r, \t and \uXXXX resolved."""
    simple = {"n": "\n", "r": "\r", "t": "\t"}
    return re.sub(
        r"\\([nrt])|\\u([0-9a-fA-F]{4})", lambda match: simple[match[1]] if match[1] else chr(int(match[2], 16)), cell
    )


def rows(table: str) -> list[tuple[str, str]]:
    """(input, expected) of every line; the last " | " divides."""
    found = []
    for line in table.splitlines():
        cell, _, expected = line.rpartition(" | ")
        found.append((decoded(cell), expected))
    return found
