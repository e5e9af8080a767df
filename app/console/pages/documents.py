"""`/admin/documents`: what was sent and read, what waits for a look, and one document to look through and set right.

Whose document an admin looked at stands in the history, where the owner can read it too.
"""

from typing import Any
from uuid import UUID

from flask import Response, request

from app.console import fieldsets, forms, rendering
from app.console.blueprint import page
from app.console.fieldsets import Asked, Form
from app.intake.records import CorrectionRefused, Status
from app.intake.records.overseen import Filled, Review
from app.intake.service import overseeing
from app.runtime.http.current import rt
from app.values.language import Language

VALUE, ROW = "v.", "without"
"""What the names of a form's values begin with; and the name under which rows are taken out."""


@page("/documents")
def documents() -> Response:
    """Documents of all businesses, or of one, the newest first; in one state, or in any."""
    state = request.args.get("state", "")
    wanted = request.args.get("business", "").strip()
    found = overseeing.stack(
        rt(),
        status=Status(state) if state in {one.value for one in Status} else None,
        business_id=forms.business_id(wanted) if wanted else None,
        page=max(forms.whole(request.args.get("page", "")), 1),
    )
    return rendering.page("documents.html", found=found, state=state, business=wanted)


@page("/documents/<uuid:document_id>")
def document(document_id: UUID) -> Response:
    """One document: its pages with the places of its values, and the form that sets them right."""
    return _shown(document_id, {}, {})


@page("/documents/<uuid:document_id>", method="POST")
def set_right(document_id: UUID) -> Response:
    """Takes the form back; where a value cannot be taken, it comes again with the reason beside it."""
    form = _filled()
    try:
        is_changed = overseeing.fill(rt(), document_id, form, **_who())
    except CorrectionRefused as refused:
        return _shown(document_id, form.texts, refused.errors)
    said = "corrected" if is_changed else "same_as_before"
    asked = {name: request.args[name] for name in ("from", "columns") if name in request.args}
    return rendering.to("document", document_id=document_id, said=said, **asked)


@page("/documents/<uuid:document_id>/pages/<int:number>")
def document_page(document_id: UUID, number: int) -> Response:
    """The picture of a page, kept by nobody on the way."""
    picture = overseeing.picture(rt(), document_id, number, by=_by(), now=rt().clock.now())
    response = Response(picture, mimetype="image/jpeg")
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _shown(document_id: UUID, typed: dict[str, str] | Any, wrong: dict[str, Any]) -> Response:
    review: Review = overseeing.review(rt(), document_id, **_who())
    columns = request.args.get("columns") == "all"
    form = Form(review, Asked(typed, wrong, forms.whole(request.args.get("from", "")), columns))
    return rendering.page(
        "document.html",
        status=422 if wrong else 200,
        found=review,
        view=review.view,
        form=form,
        has_all_columns=columns,
        wrong={fieldsets.label(path): why for path, (why, *_) in wrong.items()},
    )


def _filled() -> Filled:
    texts = {name.removeprefix(VALUE): text for name, text in request.form.items() if name.startswith(VALUE)}
    return Filled(
        texts,
        step=forms.whole(request.form.get("step", "")),
        without=request.form.getlist(ROW),
        is_reviewed=request.form.get("reviewed") == "yes",
    )


def _who() -> dict[str, Any]:
    return {"by": _by(), "now": rt().clock.now(), "language": Language.ENGLISH}


def _by() -> UUID:
    return UUID(forms.who())
