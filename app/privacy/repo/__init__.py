"""SQL of privacy: requests, rows of the subjects, consents and choices."""
