"""Duplicates, payments that do not fit and patterns worth a second look, in the books of one business."""
