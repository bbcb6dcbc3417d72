import { Hono } from 'hono'
import { generateSpecs } from 'hono-openapi'
import { z } from 'zod'
import { described } from '../http/described.ts'
import { pageFor } from '../pages/page-context.ts'
import type { AppEnv, Services } from '../services.ts'
import { docsPage, type ApiDocument } from './docs-page.ts'

const anyDocument = z.object({ openapi: z.string() })

/**
 * The description of every route, for programs and for people.
 * @param app - the whole app: a route that is added later is in the document too
 */
export function apiRoutes({ config, files }: Services, app: Hono<AppEnv>): Hono<AppEnv> {
  const routes = new Hono<AppEnv>()
  let document: Promise<ApiDocument> | undefined

  routes.get('/api/openapi.json', described({ tag: 'API', summary: 'This document, OpenAPI 3.1', answers: anyDocument }), async (c) => {
    document ??= apiDocument(app, config.publicUrls)
    return c.json(await document)
  })

  routes.get('/api/docs', described({ tag: 'API', summary: 'This document, to read', answers: 'page' }), async (c) => {
    document ??= apiDocument(app, config.publicUrls)
    return c.html(pageFor(c, files, docsPage(await document)))
  })

  return routes
}

async function apiDocument(app: Hono<AppEnv>, publicUrls: readonly string[]): Promise<ApiDocument> {
  const specs = await generateSpecs(app, {
    documentation: {
      openapi: '3.1.0',
      info: {
        title: 'Samskriv',
        version: '1',
        description:
          'Signing in sets a session cookie; send it with every request. Requests that change something must carry no Origin or one of the installation’s own. Every error is application/problem+json with a stable code.',
      },
      servers: publicUrls.map((url) => ({ url })),
    },
    excludeStaticFile: false,
    defaultValidationErrorResponse: false,
  })
  // Plain data, so that what people read and what programs read is the same thing.
  return docsShape.parse(JSON.parse(JSON.stringify({ ...specs, openapi: '3.1.0' })))
}

const docsShape = z.looseObject({
  openapi: z.string(),
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.looseObject({
        summary: z.string().default(''),
        tags: z.array(z.string()).default([]),
        requestBody: z.unknown().optional(),
        responses: z.record(z.string(), z.looseObject({ description: z.string().default('') })).default({}),
      }),
    ),
  ),
})
