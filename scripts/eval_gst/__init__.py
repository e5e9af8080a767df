"""Asks the calls of /api/v1/gst the questions of a file of cases, and counts the right answers: `make eval-gst`."""
