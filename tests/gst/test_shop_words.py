"""The words of shops: what every row must be (our own tables), and what a search makes of what people type."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.gst import hsn, shop_words, tables
from app.gst.shop_words import Goods

ROWS = shop_words.every()
DEVANAGARI = re.compile(r"[\u0900-\u097f]")
_BRANDS = """
amul,maggi,parle,britannia,nestle,colgate,pepsodent,dettol,lifebuoy,surf excel,rin,vim,harpic,horlicks,
bournvita,haldiram,patanjali,dabur,himalaya,nivea,samsung,nokia,xiaomi,redmi,oppo,vivo,apple iphone,hp laptop,
dell,lenovo,philips,havells,crompton,bajaj,usha,prestige,asian paints,nerolac,berger,fevicol,ultratech,ambuja,
acc cement,tata,mahindra,hero honda,maruti,hyundai,godrej,bata,nike,adidas,puma,cello,reynolds,natraj,camlin,
classmate,coca cola,pepsi,thums up,bisleri,kinley,whirlpool,voltas,lg,sony,exide,amaron,luminous,supreme,astral,
jaquar,parryware,hindware,cera,fevikwik,m seal,dalda,fortune,saffola,aashirvaad,tide,ariel,lux soap,pears soap
"""
BRANDS = tuple(_BRANDS.replace("\n", "").split(","))
MOST_CODES = 3


class TestRows:
    def test_are_of_at_least_600_headings(self) -> None:
        assert len({goods.code[:4] for goods in ROWS}) >= 600

    def test_have_each_code_once(self) -> None:
        found = [goods.code for goods in ROWS]
        assert len(found) == len(set(found))

    @pytest.mark.parametrize("name", shop_words.FILES)
    def test_of_each_table_stand_in_the_order_of_their_codes(self, name: str) -> None:
        rows = list(tables.rows(f"shop_words/{name}"))
        assert rows
        assert all(tuple(row) == ("code", "name", *shop_words.LANGUAGES) for row in rows)
        assert [row["code"] for row in rows] == sorted(row["code"] for row in rows)

    def test_have_codes_of_the_official_list(self) -> None:
        assert [goods.code for goods in ROWS if not hsn.is_listed(goods.code)] == []

    def test_have_a_name_and_words_in_each_language(self) -> None:
        lacking = [
            goods.code for goods in ROWS if not (goods.name and goods.english and goods.hinglish and goods.hindi)
        ]
        assert lacking == []

    def test_have_hindi_in_devanagari_and_the_rest_in_latin_letters(self) -> None:
        assert [text for goods in ROWS for text in goods.hindi if not DEVANAGARI.search(text)] == []
        others = [text for goods in ROWS for text in (*goods.english, *goods.hinglish)]
        assert [text for text in others if DEVANAGARI.search(text)] == []

    def test_name_no_maker(self) -> None:
        named = re.compile(rf"\b({'|'.join(map(re.escape, BRANDS))})\b")
        assert [text for goods in ROWS for text in goods.phrases if named.search(text.lower())] == []

    def test_have_no_phrase_that_stands_for_more_than_three_headings(self) -> None:
        assert [phrase for phrase, found in headings_by_phrase().items() if len(found) > MOST_CODES] == []

    def test_have_short_phrases_without_blanks_around(self) -> None:
        odd = [text for goods in ROWS for text in goods.phrases if text != text.strip() or not 1 < len(text) <= 80]
        assert odd == []


class TestSearch:
    @pytest.mark.parametrize(
        ("text", "code"),
        [
            ("cement", "2523"),
            ("CEMENT", "2523"),
            ("cem", "2523"),
            ("basmati rice", "1006"),
            ("mobile phone", "8517"),
            ("चीनी", "1701"),
            ("laptop", "8471"),
            ("kurta", "6211"),
        ],
    )
    def test_finds_what_a_shop_means_first(self, text: str, code: str) -> None:
        assert shop_words.search(text, limit=3)[0].goods.code.startswith(code)

    @pytest.mark.parametrize("digits", ["25", "2523", "99", "1905"])
    def test_of_digits_finds_codes_that_begin_so(self, digits: str) -> None:
        found = shop_words.search(digits, limit=5)
        assert found
        assert all(match.goods.code.startswith(digits) for match in found)

    @pytest.mark.parametrize("limit", [0, -1, 1, 3, 50])
    def test_gives_at_most_what_is_asked_for(self, limit: int) -> None:
        assert len(shop_words.search("steel", limit=limit)) <= max(limit, 0)

    @pytest.mark.parametrize("text", ["", "  ", "?!", "zxqwv", "qqq qqq"])
    def test_of_nothing_finds_nothing(self, text: str) -> None:
        assert shop_words.search(text, limit=5) == ()

    @given(st.sampled_from([(goods, phrase) for goods in ROWS for phrase in goods.phrases]))
    def test_of_a_whole_phrase_fits_wholly(self, row: tuple[Goods, str]) -> None:
        goods, phrase = row
        if phrase.isdigit():
            return
        best = shop_words.search(phrase, limit=50)[0]
        assert best.fit == pytest.approx(1)
        assert set(shop_words.words_of(best.phrase)) == set(shop_words.words_of(phrase)), goods.code

    @given(st.text(max_size=60))
    def test_never_breaks_and_ranks_by_fit(self, text: str) -> None:
        fits = [match.fit for match in shop_words.search(text, limit=10)]
        assert fits == sorted(fits, reverse=True)
        assert all(0 < fit <= 1 + 1e-9 for fit in fits)


def headings_by_phrase() -> dict[str, set[str]]:
    """The headings that each phrase stands for."""
    found: dict[str, set[str]] = {}
    for goods in ROWS:
        for phrase in goods.phrases:
            found.setdefault(" ".join(shop_words.words_of(phrase)), set()).add(goods.code[:4])
    return found
