"""Papers by what they are about: those with one thing wrong, and those that only look so."""

from tests.compliance.rules.invoice.sent.cases import blanks, charges, fields, heads, numbers, rates, sums

INNOCENT = [*heads.INNOCENT, *charges.INNOCENT, *rates.INNOCENT, *sums.INNOCENT, *fields.INNOCENT, *blanks.INNOCENT]
FAULTY = [*numbers.FAULTY, *heads.FAULTY, *charges.FAULTY, *rates.FAULTY, *sums.FAULTY, *fields.FAULTY, *blanks.FAULTY]
