"""A sentence as tokens: numbers, dates and words, each with the kind that it has between its neighbours."""
