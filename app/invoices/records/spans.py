"""Where the parts of a sentence stand, as the tagger says it, and how the registry names the tagger."""

from ml_models.invoice_ner.records import Role, Span

__all__ = ["TAGGER", "Role", "Span"]

TAGGER = "invoice_ner"
"""The learned model that tells the parts of a sentence."""
