"""The decisions behind returns and registers: what of the books stands where in a return, and what is at risk."""

VERSION = "periods-2"
"""Part of every cache key: a change of a rule, a table or a sentence needs a new one."""
