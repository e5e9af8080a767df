"""The layouts by name, each in a truly different hand."""

from collections.abc import Mapping

from app.simulate.billing.layouts.layout import Layout
from app.simulate.billing.layouts.marketplace import MARKETPLACE
from app.simulate.billing.layouts.restaurant import RESTAURANT
from app.simulate.billing.layouts.tally import TALLY

LAYOUTS: Mapping[str, Layout] = {layout.name: layout for layout in (TALLY, MARKETPLACE, RESTAURANT)}
UNSEEN_LAYOUTS: tuple[str, ...] = ()
"""Layouts that nothing is learned from and no rule was written by: what is measured on them holds for other hands."""
