"""One form for one letter, before anything is read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.invoices.rules.sentences import normalise


class TestPlain:
    @pytest.mark.parametrize(
        ("written", "plain"),
        [
            ("१०० कुर्सी", "100 कुर्सी"),
            ("５ｐｃｓ", "5pcs"),
            ("2½ kg", "2.5 kg"),
            ("27AAPF\u200bU0939F1ZV", "27AAPFU0939F1ZV"),
            ("a\u202eb\u00adc\ufeff", "abc"),
            ("5\u00a0kg \t rice", "5 kg rice"),
            ("one\r\ntwo\rthree", "one\ntwo\nthree"),
            ("10–12 “x”", '10-12 "x"'),
            ("\x00\x07", ""),
        ],
    )
    def test_folds_what_looks_the_same(self, written: str, plain: str) -> None:
        assert normalise.plain(written) == plain

    @given(st.text(max_size=200))
    def test_plain_text_stays_as_it_is(self, text: str) -> None:
        once = normalise.plain(text)
        assert normalise.plain(once) == once


class TestKey:
    @pytest.mark.parametrize(
        ("first", "second"), [("GST", "gst"), ("साढ़े", "साढे"), ("पाँच", "पांच"), ("Rs.", "rs"), ("\u0921\u093c", "\u095c")]
    )
    def test_spellings_of_one_word_share_it(self, first: str, second: str) -> None:
        assert normalise.key(first) == normalise.key(second)
