"""What a process stands on: settings, clock, database, cache, jobs, identity, HTTP, logs: one `Runtime`."""
