"""The words of a shop in English, Hinglish and Hindi, by what they are for."""
