"""Chooses, among several readings of each value, the set whose sums close, and tells every sum that was tried."""

from app.invoices.rules.documents.solver.settling import Settled, checks, settled

__all__ = ["Settled", "checks", "settled"]
