"""`flask gst`: the law's lists brought in, and what an accountant asks from a terminal."""

import click

from app.compliance.cli import codes, matching

group = click.Group("gst", help="GST: lists of codes, and the match with GSTR-2B.")
group.add_command(codes.import_hsn)
group.add_command(matching.reconcile_2b)
