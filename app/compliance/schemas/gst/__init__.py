"""Questions of law that need no books, on the wire: one file a family of calls, one schema a question or an answer."""
