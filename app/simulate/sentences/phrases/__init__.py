"""The ways to say it: one file a language, each with those for training (`KNOWN`) and those kept apart (`UNSEEN`)."""

from collections.abc import Mapping

from app.simulate.sentences.phrases import english, hindi, hinglish
from app.simulate.sentences.phrases.parted import PARTED
from app.simulate.sentences.phrases.phrasing import Phrasing
from app.simulate.sentences.records import Language, Share

OF: Mapping[tuple[Language, Share], Phrasing] = {
    (Language.ENGLISH, Share.KNOWN): english.KNOWN,
    (Language.ENGLISH, Share.UNSEEN): english.UNSEEN,
    (Language.HINGLISH, Share.KNOWN): hinglish.KNOWN,
    (Language.HINGLISH, Share.UNSEEN): hinglish.UNSEEN,
    (Language.HINDI, Share.KNOWN): hindi.KNOWN,
    (Language.HINDI, Share.UNSEEN): hindi.UNSEEN,
}

__all__ = ["OF", "PARTED", "Phrasing"]
