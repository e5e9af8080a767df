"""The nouns of the insights: what a rule can find, and what an owner is told."""
