# The bot with everything for an NVIDIA GPU; torch's wheels bring CUDA, the host only its driver:
#   docker build -t removerbot .
# Without a GPU, a tenth of the size:
#   docker build -t removerbot --build-arg REQUIREMENTS=requirements-cpu.txt .
FROM python:3.11-slim

ARG REQUIREMENTS=requirements.txt
ARG MORE=$REQUIREMENTS

ENV PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    REMOVERBOT_MODEL_DIR=/weights \
    REMOVERBOT_DATABASE_URL=sqlite:////data/removerbot.db \
    REMOVERBOT_HEALTH_PORT=8080 \
    REMOVERBOT_WEB_HOST=0.0.0.0

WORKDIR /app

# torch compiles for the GPU that it finds, and needs a C compiler for that.
RUN if [ "$REQUIREMENTS" = requirements.txt ]; then \
        apt-get update && apt-get install -y --no-install-recommends gcc libc6-dev \
        && rm -rf /var/lib/apt/lists/*; \
    fi

COPY requirements.txt requirements-cpu.txt requirements-ray.txt ./
RUN pip install --no-cache-dir -r "$REQUIREMENTS" -r "$MORE"

COPY pyproject.toml README.md LICENSE ./
COPY removerbot removerbot
COPY telegram_sandbox telegram_sandbox
RUN pip install --no-cache-dir --no-deps . && rm -rf removerbot telegram_sandbox

RUN useradd --uid 1000 --create-home removerbot \
    && mkdir /weights /data \
    && chown removerbot /weights /data
USER removerbot
VOLUME ["/weights", "/data"]

HEALTHCHECK --interval=30s --timeout=10s --start-period=10m CMD ["removerbot", "health"]

STOPSIGNAL SIGTERM
ENTRYPOINT ["removerbot"]
