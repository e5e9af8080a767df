"""From a sentence in English, Hinglish or Hindi to what it says: `sentence` reads, `assemble` does the sums."""
