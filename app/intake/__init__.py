"""A document's whole way: taken in, read, held against the law and the books, and set right by a person."""
