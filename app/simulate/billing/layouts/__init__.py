"""The layouts by name, each in a truly different hand."""

from collections.abc import Mapping

from app.simulate.billing.layouts.chemist import CHEMIST
from app.simulate.billing.layouts.consultant import CONSULTANT
from app.simulate.billing.layouts.distributor import DISTRIBUTOR
from app.simulate.billing.layouts.exempt import EXEMPT
from app.simulate.billing.layouts.exporter import EXPORTER
from app.simulate.billing.layouts.jeweller import JEWELLER
from app.simulate.billing.layouts.layout import Layout
from app.simulate.billing.layouts.marketplace import MARKETPLACE
from app.simulate.billing.layouts.mirrored import MIRRORED
from app.simulate.billing.layouts.notes import CREDIT_NOTE, DEBIT_NOTE
from app.simulate.billing.layouts.restaurant import RESTAURANT
from app.simulate.billing.layouts.retailer import RETAILER
from app.simulate.billing.layouts.spreadsheet import SPREADSHEET
from app.simulate.billing.layouts.tally import TALLY
from app.simulate.billing.layouts.thermal import THERMAL
from app.simulate.billing.layouts.transporter import TRANSPORTER
from app.simulate.billing.layouts.utility import UTILITY
from app.simulate.billing.layouts.web import WEB

_ALL = (
    *(TALLY, MARKETPLACE, RESTAURANT, CONSULTANT, THERMAL, TRANSPORTER, EXPORTER, EXEMPT, CREDIT_NOTE, DEBIT_NOTE),
    *(DISTRIBUTOR, RETAILER, UTILITY, SPREADSHEET, MIRRORED, WEB, CHEMIST, JEWELLER),
)
LAYOUTS: Mapping[str, Layout] = {layout.name: layout for layout in _ALL}
UNSEEN_LAYOUTS = ("spreadsheet", "mirrored", "web", "chemist", "jeweller")
"""Layouts that nothing is learned from and no rule was written by: what is measured on them holds for other hands."""
