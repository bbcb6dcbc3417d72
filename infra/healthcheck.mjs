// Ends with 0 when the server on this machine answers, for HEALTHCHECK of the image. Plain JavaScript without packages: it runs every 30 seconds.
const response = await fetch(`http://127.0.0.1:${process.env.PORT ?? 3000}/healthz`).catch(() => undefined)
process.exit(response?.ok ? 0 : 1)
