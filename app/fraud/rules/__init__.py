"""Everything that can be found in one business's books: documents entered twice, payments that do not fit, patterns."""

from collections.abc import Iterable, Sequence

from app.books.records import Books
from app.fraud.records import Finding, alert_id
from app.fraud.rules import audit, cases, duplicates, patterns, payments
from app.fraud.rules.customs import Customs
from app.fraud.rules.duplicates import Judged, weights
from ml_models.contracts import Scorer


def findings(books: Books, *, score_pairs: Scorer = weights.chances) -> list[Finding]:
    """All findings, the most certain first; the order of rows in the books does not matter.

    score_pairs : says how likely pairs of documents are one, the hand-written weights unless a model does.
    """
    return joined(books, duplicates.judged(duplicates.pairs(books), score_pairs))


def joined(books: Books, pairs: Sequence[Judged]) -> list[Finding]:
    """All findings where the pairs of `books` have been judged already."""
    return ranked([*of_traders(books, Customs.of(books), pairs), *patterns.findings(books)])


def of_traders(books: Books, customs: Customs, pairs: Sequence[Judged]) -> list[Finding]:
    """What each trader's own documents and payments tell: of whole books, or of a part of them (`parts`)."""
    return [
        *duplicates.summed(books, duplicates.findings(pairs)),
        *drawn(books, pairs),
        *payments.findings(books, customs),
    ]


def drawn(books: Books, pairs: Sequence[Judged]) -> list[Finding]:
    """Pairs that came near but are less likely one document than not, as far as they were drawn to be asked about."""
    near = [one for one, _ in duplicates.watched(pairs) if one.probability < cases.ALERT_FROM]
    return [one for one in near if audit.is_drawn(alert_id(books.business.id, one), one.probability)]


def ranked(found: Iterable[Finding]) -> list[Finding]:
    """The findings, the most certain first."""
    return sorted(found, key=lambda one: (-one.probability, one.type, one.fingerprint))
