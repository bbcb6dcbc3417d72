import { templates } from '@samskriv/document'
import { TemplateView } from '@samskriv/protocol'
import { Hono } from 'hono'
import { z } from 'zod'
import { described } from '../http/described.ts'
import type { AppEnv } from '../services.ts'

const views = templates.map((template) => TemplateView.parse(template))

/** The built-in templates, for everyone: they are part of the product. */
export function templateRoutes(): Hono<AppEnv> {
  const app = new Hono<AppEnv>()
  app.get(
    '/api/templates',
    described({ tag: 'templates', summary: 'The templates a case study can start from', answers: z.array(TemplateView) }),
    (c) => {
      c.header('Cache-Control', 'private, max-age=300')
      return c.json(views)
    },
  )
  return app
}
