"""What a worker reads documents with: one engine a process, built when it is first needed and kept."""

from app.invoices.service import extracting, photos
from app.runtime.runtime import Runtime


def engine(rt: Runtime) -> extracting.Engine:
    """The engine of this process."""
    return extracting.Engine(reader=photos.reader(rt))
