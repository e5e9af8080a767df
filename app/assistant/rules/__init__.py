"""What a question asks, and what the books answer: pure decisions, in one file for each step."""
