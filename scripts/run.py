"""Start the whole system in the foreground; see `app/runtime/embedded/run.py`."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from app.runtime.embedded.run import run

if __name__ == "__main__":
    sys.exit(run(os.environ))
