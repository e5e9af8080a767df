"""The only place that speaks HTTP for everybody: identity, errors, limits, repeats, headers, documents and health."""
