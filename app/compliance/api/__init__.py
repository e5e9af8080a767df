"""The wire of GST compliance: one file a family of calls; `BLUEPRINTS` are all of them."""

from app.compliance.api import checks, gst, hsn, periods, reconciliation

BLUEPRINTS = (checks.blp, gst.blp, hsn.blp, periods.blp, reconciliation.blp)
