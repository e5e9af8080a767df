"""Questions of law that need no books: nothing is read and nothing stored, one answer for each question, in order."""
