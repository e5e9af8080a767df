"""Which rates the law allows for a code of goods or services on a day, and on what each of them hangs."""

from app.gst.tariff.asking import Answer, Basis, Question, ask
from app.gst.tariff.entries import Entry

__all__ = ["Answer", "Basis", "Entry", "Question", "ask"]
