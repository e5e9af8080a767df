"""The web with a register of taxpayers on this machine, at CHAOS_REGISTER: `gunicorn scripts.chaos.near_register:app`.

The product refuses an address inside a private network, which is right; everything else of it is the product's own.
"""

import os
from dataclasses import replace

from app.factory import create_app
from app.runtime import settings
from app.runtime.outgoing.addresses import is_this_machine
from app.runtime.outgoing.door import Door
from app.runtime.runtime import assemble
from app.runtime.taxpayers import LiveRegister

_found = settings.read(os.environ)
_register = LiveRegister(Door("GST_API_URL", os.environ["CHAOS_REGISTER"], is_this_machine), "a-key")
app = create_app(runtime=replace(assemble(_found), taxpayers=_register))
