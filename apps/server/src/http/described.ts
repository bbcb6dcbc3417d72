import { Problem } from '@samskriv/protocol'
import { describeRoute, resolver } from 'hono-openapi'
import { z } from 'zod'
import { problems, type ProblemCode } from './problem.ts'

type Tag =
  | 'sign-in'
  | 'person'
  | 'case studies'
  | 'comments'
  | 'people'
  | 'partnership'
  | 'templates'
  | 'pages'
  | 'sync'
  | 'operation'
  | 'API'

export interface Description {
  readonly tag: Tag
  readonly summary: string
  readonly body?: z.ZodType
  /** A body that is no JSON: the messages of PROTOCOL.md. */
  readonly sends?: 'messages'
  /** What may stand behind the `?`, all of it optional: by name, its values or, where any text will do, nothing. */
  readonly query?: Readonly<Record<string, readonly string[]>>
  /** A schema of a JSON answer, an HTML page, a file, a stream of events or the messages of it, or, unless said, nothing. */
  readonly answers?: z.ZodType | 'page' | 'file' | 'text' | 'events'
  /** Of success; 200 unless said. */
  readonly status?: 101 | 200 | 201 | 202 | 204
  /** What is answered with 202 in its place: that something is still waited for. */
  readonly waits?: string
  /** Those particular to this route. What any route may answer, and any route with a body, is added. */
  readonly problems?: readonly ProblemCode[]
}

/** Describes a route for the OpenAPI document. Every route has one: a test compares the router with the document. */
export function described({ tag, summary, body, sends, query = {}, answers, status = 200, waits, problems: own = [] }: Description) {
  return describeRoute({
    tags: [tag],
    summary,
    ...(Object.keys(query).length === 0 ? {} : { parameters: Object.entries(query).map(queryParameter) }),
    ...(body === undefined ? {} : { requestBody: { required: true, content: { 'application/json': { schema: jsonSchemaOf(body) } } } }),
    ...(sends === undefined ? {} : { requestBody: { required: true, content: { 'application/octet-stream': binary } } }),
    responses: {
      [status]: { description: summary, ...contentOf(answers) },
      ...(waits === undefined ? {} : { 202: { description: waits } }),
      ...problemResponses([...new Set([...own, ...(body === undefined ? [] : ofBodies), ...ofAll])]),
    },
  })
}

const binary = { schema: { type: 'string' as const, format: 'binary' } }
const ofBodies = ['foreign-origin', 'malformed-json', 'invalid-body', 'body-too-large', 'unsupported-media-type'] as const
const ofAll = ['rate-limited', 'internal-error', 'store-unavailable'] as const

function queryParameter([name, values]: readonly [string, readonly string[]]) {
  return {
    in: 'query' as const,
    name,
    required: false,
    schema: { type: 'string' as const, ...(values.length === 0 ? {} : { enum: [...values] }) },
  }
}

function contentOf(answers: Description['answers']) {
  if (answers === undefined) return {}
  if (answers === 'page') return { content: { 'text/html': { schema: { type: 'string' as const } } } }
  if (answers === 'text') return { content: { 'text/plain': { schema: { type: 'string' as const } } } }
  if (answers === 'file') return { content: { 'application/octet-stream': binary } }
  if (answers === 'events')
    return { content: { 'text/event-stream': { schema: { type: 'string' as const } }, 'application/octet-stream': binary } }
  return { content: { 'application/json': { schema: resolver(answers) } } }
}

function problemResponses(codes: readonly ProblemCode[]) {
  const byStatus = Map.groupBy(codes, (code) => String(problems[code].status))
  return Object.fromEntries(
    [...byStatus].map(([status, list]) => [
      status,
      { description: `Problem with code: ${list.join(', ')}`, content: { 'application/problem+json': { schema: resolver(Problem) } } },
    ]),
  )
}

// The converter of hono-openapi does not take request bodies that are not validated by its own middleware.
function jsonSchemaOf(schema: z.ZodType) {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  return JSON.parse(JSON.stringify(rest))
}
