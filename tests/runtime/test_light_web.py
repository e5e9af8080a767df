"""The web process stays small: what only the worker needs is not imported, whatever is read."""

import json
import os
import subprocess
import sys
from pathlib import Path

from app.runtime.settings import Settings

HEAVY = (
    *("pandas", "numpy", "scipy", "sklearn", "joblib", "skops", "spacy", "onnxruntime", "cv2", "rapidocr", "torch"),
    *("fsspec", "s3fs", "aiobotocore", "botocore"),
    *("matplotlib", "PIL", "statsforecast", "holidays"),
)
PROBE = """
import json, sys, uuid
from datetime import datetime, timezone
import wsgi
from tests import signed_in
from app.runtime.http.current import runtime_of
from app.runtime.identity import Caller
rt = runtime_of(wsgi.app)
client = wsgi.app.test_client()
headers = {"Authorization": f"Bearer {signed_in.token(rt, Caller.user(uuid.uuid4(), is_admin=True))}"}
statuses = {}
for rule in wsgi.app.url_map.iter_rules():
    if "GET" in rule.methods:
        values = {name: str(uuid.uuid4()) for name in rule.arguments}
        values |= {name: "swagger-ui.css" for name in rule.arguments if "swagger" in str(rule)}
        path = str(rule)
        for name, value in values.items():
            start = path.index("<"); path = path[:start] + value + path[path.index(">", start) + 1:]
        statuses[path] = client.get(path, headers=headers).status_code
heavy = [name for name in sys.modules if name.split(".")[0] in set(%r)]
print(json.dumps([heavy, statuses]), file=sys.stderr)
"""


class TestImports:
    def test_no_read_brings_in_what_only_the_worker_needs(self, settings: Settings, repository: Path) -> None:
        environ = {
            "PATH": os.defpath,
            "ENVIRONMENT": "test",
            "DATA_DIR": str(settings.data_dir),
            "DATABASE_URL": settings.database_url,
            "REDIS_URL": settings.redis_url,
            "JWT_SECRET_KEY": settings.jwt_secret_key,
            "ENCRYPTION_KEY": settings.encryption_key,
        }
        command = [sys.executable, "-W", "ignore", "-c", PROBE % (HEAVY,)]
        done = subprocess.run(command, cwd=repository, env=environ, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        heavy, statuses = json.loads(done.stderr.splitlines()[-1])
        assert heavy == []
        assert len(statuses) > 10
        assert 500 not in statuses.values(), statuses
