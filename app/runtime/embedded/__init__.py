"""PostgreSQL, Redis and the service itself as children of one process: what `make run` and the tests stand on."""
