"""What runs beside the web: the worker, its schedule, and jobs of a few lines that call services."""
