"""What may go wrong, by family. Each fault is a generator over a `Scene` that does the harm and yields its figures."""
