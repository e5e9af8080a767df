"""What a file is, found without opening it the way its library would: the door every model comes through.

Runs in the web process, so no numpy, scikit-learn, skops or spaCy here: zip, JSON and a few bytes are all it reads.
"""

from ml_models.inspection.door import MOST_BYTES, MOST_UNPACKED, inspected, read_capped, refuse_size
from ml_models.inspection.records import Inspection

__all__ = ["MOST_BYTES", "MOST_UNPACKED", "Inspection", "inspected", "read_capped", "refuse_size"]
