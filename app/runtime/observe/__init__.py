"""What can be seen of a running process: context, logs and metrics."""
