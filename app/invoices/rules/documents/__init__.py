"""From pages of words to what a document says: proposals for every field, and the set of readings whose sums close."""
