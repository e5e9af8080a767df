"""The decisions behind every insight: books and a day in, findings out. No clock, no chance, no I/O."""

VERSION = "rules-4"
"""Changes whenever the same books would give other figures; part of the cache key and of what is stored."""
