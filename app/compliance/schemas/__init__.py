"""What is asked and answered on the wire, one file a family of calls."""
