"""One file for each thing an admin looks at; each view calls a service and hands what it returns to a template."""

from app.console.blueprint import blp
from app.console.pages import (
    audit,
    documents,
    feedback,
    files,
    flags,
    history,
    insights,
    jobs,
    models,
    privacy,
    reports,
    runbook,
    sign_in,
    status,
    steps,
    upload,
    version,
)

__all__ = [
    "audit",
    "blp",
    "documents",
    "feedback",
    "files",
    "flags",
    "history",
    "insights",
    "jobs",
    "models",
    "privacy",
    "reports",
    "runbook",
    "sign_in",
    "status",
    "steps",
    "upload",
    "version",
]
