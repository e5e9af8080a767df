"""Prints every figure beside its bar. Ratios hold on any machine; seconds and MB are this machine's."""

import tempfile
import time
from datetime import date
from http import HTTPStatus
from pathlib import Path

from app import simulate
from app.runtime.runtime import assemble
from scripts import processes
from scripts.bench import (
    cached_answers,
    fraud,
    fraud_calls,
    fraud_rivals,
    insights,
    invoices,
    law,
    matching,
    models,
    odd_payments,
    promotion,
    reading,
    sentences,
    stack,
)
from scripts.whole_system import System, system
from tasks import learners

IMPORT_SEEDS = range(100, 106)
IMPORT_UNTIL = date(2026, 3, 31)
IDLE_SECONDS = 3
PAPERS = 50_000
PAYMENTS = 120_000
SMALL, LARGE = 2_000, 18_000


def main() -> None:
    """All figures, one after the other."""
    _law()
    _documents()
    _matching()
    _fraud()
    _insights()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        data_dir = Path(folder) / "data"
        _first_start(data_dir)
        began = time.monotonic()
        with system(data_dir, LOG_LEVEL="info") as running:
            _show("later start to the first insights, seconds", _seconds_to_insights(running, began), "5")
            _memory(running)
            what = "cached insights, processor time against a plain view, ratio"
            _show(what, cached_answers.ratio(running), "1.5")
            checked = fraud_calls.check_ms(running, LARGE)
            _show(f"check of a draft against {LARGE:,} documents, the whole call, milliseconds", checked, "30")
            _models(running)
            night = insights.night(running)
            what = (
                f"insights of {insights.WHOLE_NIGHT:,} small businesses at night, from {night.businesses} by real jobs"
            )
            _show(f"{what}, minutes", night.minutes_for_a_thousand, "40")
            _import(data_dir)


def _documents() -> None:
    _show("page of a PDF with a text layer, its process included, milliseconds (p95)", reading.pdf_page_ms(), "150")
    _show("photo of a page, processor time against bare rapidocr, ratio", reading.photo_ratio(), "1.15")
    what = f"process that read {reading.PAGES} photos, the most memory it held, MB"
    _show(what, reading.megabytes_after_pages(), "900")


def _matching() -> None:
    _show(f"{PAPERS:,} bills matched with {PAPERS:,} rows of GSTR-2B, seconds", matching.seconds(PAPERS), "60")
    few = PAPERS // 10
    _show(f"{few:,} bills of one supplier and amount, seconds", matching.seconds_of_one_supplier(few), "20")


def _fraud() -> None:
    for documents, businesses, bar in ((SMALL, 1, "1"), (LARGE, 1, "3"), (SMALL, 100, "40; under 1500 MB")):
        found = fraud.measured(documents, businesses)
        what = f"scan of {found.documents:,} documents in {businesses} businesses ({found.peak_mb:.0f} MB)"
        _show(f"{what}, seconds", found.seconds, bar)
    full, again, parts, scanned = fraud.again_seconds(LARGE)
    _show(f"scan after one new bill, {scanned} of {parts + scanned} parts, seconds", again, f"{full:.2f}, a full scan")
    _show(f"one new document against {LARGE:,}, its books in hand, milliseconds", fraud.draft_ms(LARGE), "5")
    _show(f"{PAYMENTS:,} payments compared by their rarity, seconds", odd_payments.seconds(PAYMENTS), "5")
    fraud_rivals.main()


def _insights() -> None:
    _show("forecast of a monthly series, seconds of processor time", insights.forecast_cpu_seconds(), "0.1")
    seconds, documents = insights.business_cpu_seconds()
    what = f"all insights of {documents:,} documents, {insights.OPEN} open invoices among them"
    _show(f"{what}, seconds of processor time", seconds, "2")


def _law() -> None:
    ours, theirs = law.gstin_us()
    _show("GSTIN check, microseconds", ours, f"20; python-stdnum takes {theirs:.2f}")
    _show("check of a whole invoice of three lines, milliseconds", invoices.check_ms(), "2")
    _show("check of 10,000 invoices of a period, seconds", invoices.period_seconds(), "15")
    _show("a sentence to its draft, milliseconds, p95", sentences.p95_ms(), "30")


def _first_start(data_dir: Path) -> None:
    began = time.monotonic()
    with system(data_dir) as running:
        _show("first start to the first insights, seconds", _seconds_to_insights(running, began), "15")


def _seconds_to_insights(running: System, began: float) -> float:
    """From `began` to a true answer about the demo's books, computed or stored."""
    card = running.demo
    status, _ = stack.get(running.port, f"/api/v1/insights/{card['business_id']}", card["access_token"])
    if status != HTTPStatus.OK:
        raise RuntimeError(f"the first answer was {status}")
    return time.monotonic() - began


def _memory(running: System) -> None:
    time.sleep(IDLE_SECONDS)
    everything = processes.tree(running.process.pid)
    web = processes.named(everything, "gunicorn")
    workers = [pid for pid in web if pid != min(web)]
    _show("two web workers together, MB PSS", processes.pss_mb(workers), "120")
    _show("idle stack, MB PSS", processes.pss_mb(everything), "700")


def _models(running: System) -> None:
    rt = assemble(running.settings)
    names = [learner.name for learner in learners.everyone()]
    serving = models.in_production(rt, names)
    models.await_quiet(rt)
    for version in serving:
        _show(f"load of {version.label}, milliseconds", models.load_ms(rt, version), "300")
        _show(f"validation of {version.label}, seconds", models.validation_seconds(rt, version), "60")
    _show("look at what serves, milliseconds a request", models.look_ms(rt, names), "0.1")
    card = running.demo
    phone = promotion.Phone(running.port, card["access_token"], card["business_id"])
    found = models.promoted_under_load(rt, phone)
    _show(f"promotion seen by every process, {len(found.answers)} requests meanwhile, seconds", found.seconds, "3")
    _show("failed answers among them", found.failed, "0")
    _show("answers of mixed versions among them", found.mixed, "0")
    rt.close()


def _import(data_dir: Path) -> None:
    worlds = [
        simulate.generate(simulate.ELECTRICALS, seed=seed, until=IMPORT_UNTIL, months=24) for seed in IMPORT_SEEDS
    ]
    content = worlds[0] | {"businesses": [business for world in worlds for business in world["businesses"]]}
    documents = sum(len(business["documents"]) for business in content["businesses"])
    seconds = stack.import_seconds(data_dir, content)
    _show(
        f"books import of {documents} documents with its start, documents a second", documents / seconds, "2000 or more"
    )


def _show(what: str, value: float, bar: str) -> None:
    print(f"{what}: {value:.2f} (bar: {bar})", flush=True)


if __name__ == "__main__":
    main()
