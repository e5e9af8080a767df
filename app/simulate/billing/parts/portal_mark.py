"""What the e-invoice portal adds to a bill: its number, acknowledgement and the signed QR code."""

from functools import lru_cache
from typing import Any

from app.simulate.billing.hand import Hand
from app.simulate.billing.parts import facts
from app.simulate.billing.records import Bill
from app.simulate.billing.sheet import Sheet


def write(sheet: Sheet, hand: Hand, bill: Bill, at: tuple[float, float], width: float, *, side: float = 92) -> float:
    """Number, acknowledgement and the code to their right, where a bill is registered; where they end."""
    if bill.registered is None:
        return at[1]
    x, y = at
    told = facts.of(bill, hand, ("irn", "ack_no", "ack_date"))
    end = facts.in_columns(sheet, hand, told, at, width - side - 6, split=0.22)
    sheet.picture(x + width - side, y, side, code(bill.registered.signed))
    return max(end, y + side + 4)


@lru_cache(maxsize=64)
def code(text: str) -> Any:
    """A QR code as a picture (PIL), four pixels a module."""
    import numpy as np
    import zxingcpp
    from PIL import Image

    barcode = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="L")
    return Image.fromarray(np.array(zxingcpp.write_barcode_to_image(barcode, scale=4)))
