"""The number words of English, Hinglish and Hindi, one line a value, in the spellings that `numerals` does not join."""

SMALL = """
0 zero shunya शून्य
1 one ek एक
2 two do दो
3 three teen तीन
4 four char chaar चार
5 five paanch panch पांच
6 six chhe chhah chhai chhe chah छह छः छे छ
7 seven saat सात
8 eight aath आठ
9 nine nau नौ
10 ten das dus दस
11 eleven gyarah gyara ग्यारह
12 twelve barah baarah बारह
13 thirteen terah तेरह
14 fourteen chaudah chouda चौदह
15 fifteen pandrah pandra pundrah पंद्रह
16 sixteen solah सोलह
17 seventeen satrah satra सत्रह
18 eighteen atharah athara atharaah अठारह अट्ठारह
19 nineteen unnis unnees उन्नीस
20 twenty bees बीस
21 ikkis ikkees इक्कीस
22 bais baees baais बाईस बाइस
23 teis teiis तेईस तेइस
24 chaubis chobis चौबीस
25 pachis pachees pachchis pacchis पच्चीस पचीस
26 chhabbis chabbis छब्बीस
27 sattais sattaees सत्ताईस सत्ताइस
28 atthais athais atthaees अट्ठाईस अठाईस अट्ठाइस
29 untis unattis unatees उनतीस उन्तीस
30 thirty tees तीस
31 ikattis iktis इकतीस इकत्तीस
32 battis battees बत्तीस
33 taintis tentis तैंतीस
34 chautis chauntis चौंतीस
35 paintis pentis पैंतीस
36 chhattis chattis छत्तीस
37 saintis sentis सैंतीस
38 adtis artis अड़तीस
39 untalis unchalis उनतालीस उन्तालीस
40 forty chalis chaalis chalees चालीस
41 iktalis इकतालीस
42 bayalis byalis बयालीस
43 taintalis tetalis तैंतालीस
44 chavalis chauvalis chawalis चवालीस चौवालीस
45 paintalis pentalis पैंतालीस
46 chhiyalis chiyalis छियालीस
47 saintalis sentalis सैंतालीस
48 adtalis artalis अड़तालीस
49 unchas unanchas उनचास
50 fifty pachas pachaas पचास
51 ikyavan ikyawan ikavan इक्यावन
52 bavan bawan बावन
53 tirpan tirepan तिरपन
54 chauvan chavvan चौवन
55 pachpan पचपन
56 chhappan chappan छप्पन
57 sattavan sattawan सत्तावन
58 atthavan athawan अट्ठावन अठावन
59 unsath unsat उनसठ
60 sixty sath saath साठ
61 iksath इकसठ
62 basath बासठ
63 tirsath tresath तिरसठ
64 chausath चौंसठ चौसठ
65 painsath pensath पैंसठ
66 chhiyasath chiyasath छियासठ
67 sadsath sarsath सड़सठ
68 adsath arsath अड़सठ
69 unhattar उनहत्तर
70 seventy sattar सत्तर
71 ikhattar इकहत्तर
72 bahattar बहत्तर
73 tihattar तिहत्तर
74 chauhattar चौहत्तर
75 pachhattar pichhattar pachattar पचहत्तर पिचहत्तर
76 chhihattar chihattar छिहत्तर
77 satattar satahattar सतहत्तर
78 athattar अठहत्तर
79 unasi उन्यासी उनासी
80 eighty assi अस्सी
81 ikyasi इक्यासी
82 bayasi बयासी
83 tirasi तिरासी
84 chaurasi चौरासी
85 pachasi पचासी
86 chhiyasi chiyasi छियासी
87 sattasi सत्तासी
88 atthasi athasi अट्ठासी अठासी
89 navasi नवासी
90 ninety nabbe नब्बे
91 ikyanve ikyanave इक्यानवे
92 banve banave बानवे बयानवे
93 tiranve tiranave तिरानवे
94 chauranve chauranave चौरानवे
95 pachanve panchanve pachanave पचानवे पंचानवे
96 chhiyanve chiyanve छियानवे
97 sattanve sattanave सत्तानवे
98 atthanve athanve अट्ठानवे अठानवे
99 ninyanve ninyanave ninanve निन्यानवे
"""

SCALES = """
100 hundred sau सौ
1000 thousand thousands hazaar hazar hajar hajaar hajjar k हजार हज़ार
100000 lakh lakhs lac lacs laakh lacks लाख
10000000 crore crores cr karod caror करोड
"""

FRACTIONS = """
0.25 sava sawa saava सवा
0.5 sadhe saadhe sadhey saade sade sarhe साढे
-0.25 paune पौने
"""

MIXED = """
1.5 dedh derh डेढ
2.5 dhai adhai dhaai ढाई अढाई
0.5 aadha adha half आधा
0.75 pauna पौना
0.25 paav पाव
"""
