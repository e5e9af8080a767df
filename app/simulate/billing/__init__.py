"""Bills of Indian trade on paper, as their sellers' programs and hands write them: PDFs whose truth is known.

Everything is invented from a seed, and the law of the day holds in it (`app.gst`). Reading is trained and tested with
them; the layouts of `UNSEEN_LAYOUTS` only judge.
"""

from app.simulate.billing.layouts import UNSEEN_LAYOUTS
from app.simulate.billing.photographing import photographed
from app.simulate.billing.records import Paper
from app.simulate.billing.writing import layouts, written

__all__ = ["UNSEEN_LAYOUTS", "Paper", "layouts", "photographed", "written"]
