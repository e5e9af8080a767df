"""The readers of single printed values: amounts, dates, numbers that prove themselves, words."""
