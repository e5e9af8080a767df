"""Sentences that ask for an invoice, with what was meant and where each part of it stands: for training and measuring.

Nothing here is anybody's words: templates, names and goods are ours. Those of `UNSEEN` never occur in `KNOWN`, so that
a figure on them says something about sentences that nobody trained on.
"""

from app.simulate.sentences.records import Language, Meant, MeantItem, Sentence, Share
from app.simulate.sentences.writing import written

__all__ = ["Language", "Meant", "MeantItem", "Sentence", "Share", "written"]
