"""What a shopkeeper reads where a service is switched off: what goes on without it."""

from collections.abc import Mapping

from app.flags import rules

OFF: Mapping[str, str] = {
    rules.FRAUD: "The search for mistakes and fraud is switched off at the moment. Earlier alerts are still there.",
    rules.INSIGHTS: "Forecasts and insights are switched off at the moment. Your books and reports go on as usual.",
    rules.COMPLIANCE: "The GST checks are switched off at the moment. You can save and file as usual.",
    rules.DRAFTS: "Reading invoices from words and photos is switched off at the moment. Please type them in by hand.",
}
"""By the name of the service on the app's health screen."""
