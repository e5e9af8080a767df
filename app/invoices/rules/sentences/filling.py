"""Whether a reading leaves a gap, and whether a second reading with a tagger's help may take its place.

The grammar decides: what it read without a doubt is not asked about, and a reading with help is taken only where it is
whole, leaves no number unread and less to wonder about, keeps every term that the grammar found, and changes no line
that it did not doubt.
"""

from dataclasses import replace

from app.invoices.records import Doubt, Said, Status

_OF_GOODS = frozenset(
    {
        Doubt.NOT_WHOLE,
        Doubt.NO_CUSTOMER,
        Doubt.SCATTERED_GOODS,
        Doubt.LONG_GOODS,
        Doubt.UNREAD_NUMBER,
        Doubt.UNIT_AS_GOODS,
    }
)
"""Doubts that reach the lines: a name that was missed may stand among the goods."""

_OF_NAME = frozenset({Doubt.PLACED_CUSTOMER, Doubt.LONG_NAME})
_CALM = 1.0
"""What a whole reading may leave to wonder about and stay as it is."""
_CLEARLY = 0.5
"""How much less a reading with help must leave to wonder about: more than its place in the list of names is worth."""

_OPEN = frozenset({Doubt.NOT_WHOLE, Doubt.UNREAD_NUMBER, Doubt.UNIT_AS_GOODS})


def is_open(said: Said) -> bool:
    """Whether a tagger may know more."""
    return bool(said.doubts)


def is_better(plain: Said, filled: Said) -> bool:
    """Whether the reading with help is taken."""
    is_whole = filled.status is Status.DRAFT and _OPEN.isdisjoint(filled.doubts)
    if not is_whole or _content(filled) == _content(plain):
        return False
    if plain.status is Status.REJECTED:
        return filled.customer_name is not None
    if plain.status is not Status.DRAFT:
        return True
    if filled.strain > plain.strain - _CLEARLY or plain.strain <= _CALM:
        return False
    if _cuts_name(plain, filled) or _moves_name(plain, filled):
        return False
    if filled.customer_name is None and plain.customer_name is not None:
        return False
    if _OF_GOODS.isdisjoint(plain.doubts):
        return _but_for_the_name(plain) == _but_for_the_name(filled)
    return all(was is None or was == now for was, now in zip(_terms(plain), _terms(filled), strict=True))


def _cuts_name(plain: Said, filled: Said) -> bool:
    """Whether help only takes words off the customer's name, and nothing else wants them."""
    was, now = (set((said.customer_name or "").split()) for said in (plain, filled))
    return bool(now) and now < was and _but_for_the_name(plain) == _but_for_the_name(filled)


def _moves_name(plain: Said, filled: Said) -> bool:
    """Whether help names somebody else than the one whom a word that is always said with names leads in."""
    is_led = plain.customer_name is not None and _OF_NAME.isdisjoint(plain.doubts)
    return is_led and filled.customer_name != plain.customer_name


def _content(said: Said) -> Said:
    """What a reading says, whatever it thinks of itself."""
    return replace(said, share_understood=0.0, strain=0.0, doubts=(), places=())


def _but_for_the_name(said: Said) -> Said:
    return replace(_content(said), customer_name=None)


def _terms(said: Said) -> tuple[object, ...]:
    """What stands beside the lines."""
    return (
        said.gst_rate_percent,
        said.discount,
        said.due_in_days,
        said.due_on,
        said.issued_on,
        said.stated_total,
        said.paid_in_advance,
        said.invoice_number,
        said.phone,
    )
