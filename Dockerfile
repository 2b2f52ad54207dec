# The bot with everything for an NVIDIA GPU; torch's wheels bring CUDA, the host only its driver:
#   docker build -t removerbot .
# Without a GPU, an eighth of the size:
#   docker build -t removerbot --build-arg REQUIREMENTS=requirements-cpu.txt .
# For amd64 and arm64. It runs with a read-only root, as compose.yaml has it: --read-only --tmpfs /tmp
FROM python:3.11-slim AS build

ARG REQUIREMENTS=requirements.txt
ARG MORE=$REQUIREMENTS

WORKDIR /build

# Without pip: nothing is installed in the image afterwards.
RUN python -m venv --without-pip /venv

COPY requirements.txt requirements-cpu.txt requirements-ray.txt ./
RUN pip --python /venv/bin/python install --no-cache-dir -r "$REQUIREMENTS" -r "$MORE"

# Of triton's half gigabyte, what only a debugger reads.
RUN if [ "$REQUIREMENTS" = requirements.txt ]; then \
        apt-get update && apt-get install -y --no-install-recommends binutils \
        && strip --strip-unneeded /venv/lib/python3*/site-packages/triton/_C/*.so; \
    fi

COPY pyproject.toml README.md LICENSE ./
COPY removerbot removerbot
COPY telegram_sandbox telegram_sandbox
COPY ops/slim_image.py ops/slim_image.py
RUN pip --python /venv/bin/python install --no-cache-dir --no-deps . \
    && python ops/slim_image.py /venv

FROM python:3.11-slim

ARG REQUIREMENTS=requirements.txt

LABEL org.opencontainers.image.title="removerbot" \
      org.opencontainers.image.description="A Telegram bot that cuts things out of photos" \
      org.opencontainers.image.licenses="MIT"

# torch compiles for the GPU that it finds, and needs a C compiler for that.
RUN if [ "$REQUIREMENTS" = requirements.txt ]; then \
        apt-get update && apt-get install -y --no-install-recommends gcc libc6-dev \
        && rm -rf /var/lib/apt/lists/*; \
    fi

RUN useradd --uid 1000 --create-home removerbot \
    && install --directory --owner removerbot --group removerbot /weights /data

COPY --from=build /venv /venv

ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    REMOVERBOT_MODEL_DIR=/weights \
    REMOVERBOT_DATABASE_URL=sqlite:////data/removerbot.db \
    REMOVERBOT_HEALTH_PORT=8080 \
    REMOVERBOT_WEB_HOST=0.0.0.0

# By number, so that a host can check that it is not root.
USER 1000:1000
WORKDIR /data
VOLUME ["/weights", "/data"]
EXPOSE 8090

HEALTHCHECK --interval=30s --timeout=10s --start-period=10m CMD ["removerbot", "health"]

STOPSIGNAL SIGTERM
ENTRYPOINT ["removerbot"]
