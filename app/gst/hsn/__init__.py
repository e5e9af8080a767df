"""Codes of goods (HSN) and services (SAC): the shape that an invoice must give them, and which of them exist."""

from app.gst.hsn.listed import HEADING_DIGITS, headings, is_heading, is_listed
from app.gst.hsn.shape import Reason, fault, is_service, least_digits

__all__ = [
    "HEADING_DIGITS",
    "Reason",
    "fault",
    "headings",
    "is_heading",
    "is_listed",
    "is_service",
    "least_digits",
]
