"""Requests whose customer stands between the goods and their price: "5 kursi Anil ko 450 ke bhav". For training."""

from collections.abc import Mapping

from app.simulate.sentences.phrases.phrasing import lines
from app.simulate.sentences.records import Language

PARTED: Mapping[Language, tuple[str, ...]] = {
    Language.ENGLISH: lines("""
(sold|gave|supplied|delivered|billed) {Q} {U} {I} to {C} (at|@|for) {P} (each|apiece|per piece|)
{Q} {U} {I} (to|for) {C} (at|@|rate) {P} (each|)
{Q} {U} {I} (to|for) {C} at {P} per {R}
{C} (took|bought|wants) {Q} {U} {I}, (price|rate|cost) {P} (each|)
"""),
    Language.HINGLISH: lines("""
{Q} {U} {I} {C} ko {P} (ke hisaab se|ke bhav|ke rate se|wale|rupaye wale) (diye|becha|de do|)
{Q} {U} {I} {C} (ke liye|ke naam) {P} (ke hisaab se|ke bhav|rate|rupaye)
{I} {Q} {U} {C} ko {P} (me|rupaye|ke bhav)
"""),
    Language.HINDI: lines("""
{Q} {U} {I} {C} को {P} (के भाव से|के हिसाब से|रुपये वाले|रुपये में) (दिए|बेचे|)
{Q} {U} {I} {C} के लिए {P} (के भाव|रेट|रुपये)
"""),
}
