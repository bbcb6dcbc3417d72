import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import { described } from '../http/described.ts'
import { RequestProblem } from '../http/problem.ts'
import type { AppEnv, Services } from '../services.ts'

const forEver = 'public, max-age=31536000, immutable'
const forADay = 'public, max-age=86400'

/** Styles, fonts and the web app's files: the same for everyone, so they pass before anybody is identified. */
export function staticRoutes({ files }: Pick<Services, 'files'>): Hono<AppEnv> {
  const app = new Hono<AppEnv>()

  app.get(
    '/theme/:path{.+}',
    described({ tag: 'pages', summary: 'Styles and fonts of the pages', answers: 'file', problems: ['not-found'] }),
    (c) => {
      const file = files.theme.get(c.req.param('path'))
      if (file === undefined) throw new RequestProblem('not-found')
      const accepted = c.req.header('accept-encoding') ?? ''
      const headers = { 'Content-Type': file.type, 'Cache-Control': forEver, Vary: 'Accept-Encoding' }
      if (file.brotli !== null && /\bbr\b/.test(accepted)) return c.body(file.brotli, 200, { ...headers, 'Content-Encoding': 'br' })
      if (file.gzip !== null && /\bgzip\b/.test(accepted)) return c.body(file.gzip, 200, { ...headers, 'Content-Encoding': 'gzip' })
      return c.body(file.body, 200, headers)
    },
  )

  const unasked = (path: keyof typeof files.unasked, summary: string) =>
    app.get(path, described({ tag: 'pages', summary, answers: 'file' }), (c) => {
      const { type, body } = files.unasked[path]
      return c.body(body, 200, { 'Content-Type': type, 'Cache-Control': forADay })
    })
  unasked('/favicon.ico', 'The sign of the product; browsers ask for it by themselves')
  unasked('/apple-touch-icon.png', 'The sign of the product for home screens')

  // Asked for anew each time: it is how browsers find out that there is a new version.
  app.get(
    '/service-worker.js',
    described({ tag: 'pages', summary: 'Lets pages open without a network', answers: 'file', problems: ['not-found'] }),
    (c) => {
      if (files.serviceWorker === null) throw new RequestProblem('not-found')
      return c.body(files.serviceWorker.body, 200, { 'Content-Type': files.serviceWorker.type, 'Cache-Control': 'no-cache' })
    },
  )

  const assets = serveStatic<AppEnv>({
    root: files.webDirectory,
    precompressed: true,
    onFound: (_path, c) => c.header('Cache-Control', forEver),
  })
  app.get(
    '/assets/:path{.+}',
    described({ tag: 'pages', summary: 'Files of the web app', answers: 'file', problems: ['not-found'] }),
    assets,
    () => {
      throw new RequestProblem('not-found')
    },
  )

  return app
}
