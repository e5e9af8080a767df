"""Provisions that have something kept, with the day from which they hold."""

from datetime import date

from app.privacy.records import Law

BOOKS = Law(
    "CGST Act 2017, section 36",
    "books and records are kept for 72 months after the due date of the year's annual return",
    date(2017, 7, 1),  # Notification 9/2017 - Central Tax
)
PROOF = Law(
    "DPDP Act 2023, section 6(10)",
    "whoever relies on a consent has to prove that it was asked for and given",
    date(2027, 5, 14),  # eighteen months after the DPDP Rules of 14 November 2025; honoured here before
)
