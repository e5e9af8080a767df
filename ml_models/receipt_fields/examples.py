"""What one training learns from: labelled receipts, and the model on whose shoulders it stands, if any."""

import hashlib
import json
from dataclasses import dataclass

from ml_models.receipt_fields import packing
from ml_models.receipt_fields.estimator import ReceiptFields
from ml_models.receipt_fields.records import Labelled


@dataclass(frozen=True, slots=True)
class Examples:
    """before : where the receipts of its training are not there, what was learned from them"""

    receipts: tuple[Labelled, ...]
    before: ReceiptFields | None = None

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the receipts and what is right in them, and of the weights before."""
        digest = hashlib.sha256()
        for one in self.receipts:
            right = {field: sorted(places) for field, places in one.right.items()}
            digest.update(json.dumps([packing.packed(one.evidence), right], sort_keys=True).encode())
        if self.before is not None:
            digest.update(self.before.heads_.tobytes() + self.before.values_.tobytes())
        return digest.hexdigest()
