"""How gunicorn serves the plain view: as the system's web, without what a process of that tells of itself."""

import runpy

from scripts.whole_system import ROOT

OF_THE_SYSTEM = {"on_starting", "post_worker_init", "worker_exit"}

globals().update(
    {
        name: value
        for name, value in runpy.run_path(str(ROOT / "gunicorn.conf.py")).items()
        if not name.startswith("_") and name not in OF_THE_SYSTEM
    }
)
