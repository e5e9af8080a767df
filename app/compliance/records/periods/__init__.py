"""The nouns of returns and registers: a tax period, what was supplied in it, what a form says of it."""
