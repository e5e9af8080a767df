"""What users tell us about an answer, and what they use."""
