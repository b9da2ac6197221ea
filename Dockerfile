FROM node:24-bookworm-slim AS build
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts --no-audit
COPY tsconfig.json tsconfig.build.json ./
COPY scripts scripts
COPY src src
# The demo and its packages stay out of the image.
RUN npm run build && rm -rf dist/demo

FROM node:24-bookworm-slim AS packages
WORKDIR /packages
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --ignore-scripts --no-audit

FROM node:24-bookworm-slim
LABEL org.opencontainers.image.title="naltrexone-cds" \
      org.opencontainers.image.licenses="Apache-2.0"
ENV NODE_ENV=production
WORKDIR /app
COPY LICENSE package.json ./
COPY --from=packages /packages/node_modules node_modules
COPY --from=build /build/dist dist
COPY cards cards
# Nothing under /app belongs to this user, and nothing is written: run it with --read-only.
USER node
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=3s --start-period=5s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.NALTREXONE_CDS_PORT ?? 3000}/healthz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "--enable-source-maps", "dist/cli/naltrexone-cds.js"]
# Without registered clients it answers only inside the container (HOST is 127.0.0.1), so that nobody runs it open by mistake.
CMD ["serve", "--insecure-no-auth"]
