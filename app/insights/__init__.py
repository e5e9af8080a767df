"""Predictive insights: what cash will be there, who pays late, what the next months bring, and what to do about it."""
