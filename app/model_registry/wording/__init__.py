"""Sentences about models that an admin reads."""
