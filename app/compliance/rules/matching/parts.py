"""A large statement comes from the portal in several files, made on one day: together they are the month's GSTR-2B.

Files of a day that have a paper in common are the same statement taken anew, of which the newest counts.
"""

from collections.abc import Iterable, Sequence

from app.compliance.records.matching import Paper


def whole(files: Iterable[Sequence[Paper]]) -> list[Paper]:
    """The papers of the first file, and of each further one that has none in common with what stands already.

    files : those that the portal made on one day, the newest first.
    """
    found: dict[tuple[object, ...], list[Paper]] = {}
    for papers in files:
        known = [(paper.kind, paper.supplier_gstin, paper.bill_no, paper.bill_date) for paper in papers]
        if not any(key in found for key in known):
            for key, paper in zip(known, papers, strict=True):
                found.setdefault(key, []).append(paper)
    return [paper for same in found.values() for paper in same]
