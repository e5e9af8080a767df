"""What a question asks, and what the books answer: pure decisions, in one file for each step."""

VERSION = "1"
"""Grows with every change of a figure or of how a question is understood: kept answers carry it."""
