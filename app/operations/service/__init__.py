"""The uses: the pulse of a process, one glance at everything, reports, and looking after tables."""
