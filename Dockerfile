# syntax=docker/dockerfile:1
# Two images of one service, built from the lock files, every package checked against its hash:
#   docker build --target web    --build-arg VERSION=1.0.0 -t fineasy/ai-backend:1.0.0 .
#   docker build --target worker --build-arg VERSION=1.0.0 -t fineasy/ai-backend-worker:1.0.0 .
# `web` has neither OCR nor forecasting; `worker` has both, and is the schedule's image too. Debian, since the wheels of
# PostgreSQL and OCR know no musl. A release pins the ground by its digest: --build-arg PYTHON_IMAGE=python@sha256:...
ARG PYTHON_IMAGE=python:3.11-slim-bookworm
ARG DEBIAN_IMAGE=debian:bookworm-slim

FROM ${PYTHON_IMAGE} AS web-packages
WORKDIR /build
# --build-arg OTEL=1: with what sends spans to a collector of OpenTelemetry.
ARG OTEL=
COPY requirements.txt requirements-otel.txt ./
# Wheels only: nothing is compiled here, so no image ever holds a compiler.
RUN --mount=type=cache,target=/root/.cache/pip \
    python -m venv --without-pip /opt/venv \
    && python -m pip --python /opt/venv/bin/python install --no-input --disable-pip-version-check \
        --require-hashes --only-binary=:all: -r requirements.txt ${OTEL:+-r requirements-otel.txt}

FROM web-packages AS worker-packages
ARG OTEL=
COPY requirements-worker.txt requirements-ocr.txt ./
RUN --mount=type=cache,target=/root/.cache/pip \
    python -m pip --python /opt/venv/bin/python install --no-input --disable-pip-version-check \
        --require-hashes --only-binary=:all: -r requirements.txt -r requirements-worker.txt -r requirements-ocr.txt \
        ${OTEL:+-r requirements-otel.txt}

# What both images stand on: Python without pip, a process that reaps what others leave behind, and a user without rights.
FROM ${PYTHON_IMAGE} AS ground
# Debian takes older versions of a package away when it mends one, so none is named.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install -y --no-install-recommends tini \
    && rm -rf /var/lib/apt/lists/* \
    && python -m pip uninstall --yes --quiet pip setuptools wheel \
    && groupadd --system --gid 10001 ai \
    && useradd --system --uid 10001 --gid ai --home-dir /tmp --no-create-home --shell /usr/sbin/nologin ai \
    && install -d -o ai -g ai -m 0750 /data
ENV PATH=/opt/venv/bin:$PATH \
    HOME=/tmp \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    HOST=0.0.0.0 \
    PORT=8000 \
    DATA_DIR=/data \
    LOG_FILES=false
WORKDIR /srv/ai-backend
ENTRYPOINT ["tini", "--"]

FROM ground AS web
COPY --from=web-packages /opt/venv /opt/venv
COPY wsgi.py gunicorn.conf.py ./
COPY scripts/convert_model.py scripts/validate_model.py scripts/
COPY docs/operations.md docs/
COPY schema schema
COPY ml_models ml_models
COPY app app
RUN python -m compileall -q wsgi.py app ml_models
ARG VERSION=0.0.0
ARG BUILT_AT=
ENV APP_VERSION=${VERSION} APP_BUILT_AT=${BUILT_AT}
LABEL org.opencontainers.image.title="FinEasy AI backend, web" \
      org.opencontainers.image.description="Answers the FinEasy app: fraud, cash, GST and invoices from the books" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.base.name="docker.io/library/python:3.11-slim-bookworm"
USER 10001:10001
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=10s --start-period=30s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request as ask; ask.urlopen(f'http://127.0.0.1:{os.environ[\"PORT\"]}/health/live', timeout=8)"]
# The folder of figures outlives a restart of the container, and must be empty when the server starts. It is the server's
# alone: a `flask` command beside it counts nothing.
CMD ["sh", "-c", "export PROMETHEUS_MULTIPROC_DIR=\"${PROMETHEUS_MULTIPROC_DIR:-/tmp/metrics}\" && mkdir -p \"$PROMETHEUS_MULTIPROC_DIR\" && rm -rf \"${PROMETHEUS_MULTIPROC_DIR:?}\"/* && exec gunicorn wsgi:app"]

FROM ground AS worker
# Reads words in Devanagari, which the wheels of OCR do not.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install -y --no-install-recommends tesseract-ocr tesseract-ocr-hin \
    && rm -rf /var/lib/apt/lists/*
COPY --from=worker-packages /opt/venv /opt/venv
COPY wsgi.py ./
COPY scripts/convert_model.py scripts/validate_model.py scripts/
COPY schema schema
COPY ml_models ml_models
COPY app app
COPY tasks tasks
RUN python -m compileall -q wsgi.py app ml_models tasks
ARG VERSION=0.0.0
ARG BUILT_AT=
ENV APP_VERSION=${VERSION} APP_BUILT_AT=${BUILT_AT}
LABEL org.opencontainers.image.title="FinEasy AI backend, worker" \
      org.opencontainers.image.description="Carries out the jobs of the FinEasy AI backend, and its schedule" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.base.name="docker.io/library/python:3.11-slim-bookworm"
USER 10001:10001
# Of the schedule (`celery --app tasks.worker:app beat`) it is: python -m tasks.alive beat
HEALTHCHECK --interval=60s --timeout=15s --start-period=60s --retries=3 CMD ["python", "-m", "tasks.alive", "worker"]
# As in the web: a folder of figures, and /metrics of all its processes at WORKER_METRICS_PORT.
EXPOSE 9101
CMD ["sh", "-c", "export PROMETHEUS_MULTIPROC_DIR=\"${PROMETHEUS_MULTIPROC_DIR:-/tmp/metrics}\" WORKER_METRICS_PORT=\"${WORKER_METRICS_PORT:-9101}\" && mkdir -p \"$PROMETHEUS_MULTIPROC_DIR\" && rm -rf \"${PROMETHEUS_MULTIPROC_DIR:?}\"/* && exec celery --app tasks.worker:app worker"]

# Fewer connections to a PostgreSQL of one's own (docker-compose.prod.yml, profile pgbouncer).
FROM ${DEBIAN_IMAGE} AS pgbouncer
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install -y --no-install-recommends pgbouncer tini \
    && rm -rf /var/lib/apt/lists/* \
    && groupadd --system --gid 10001 ai \
    && useradd --system --uid 10001 --gid ai --no-create-home --shell /usr/sbin/nologin ai
COPY pgbouncer/pgbouncer.ini /etc/pgbouncer/pgbouncer.ini
USER 10001:10001
EXPOSE 6432
ENTRYPOINT ["tini", "--"]
CMD ["pgbouncer", "/etc/pgbouncer/pgbouncer.ini"]
