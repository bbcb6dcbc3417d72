import type { Context } from 'hono'
import type { z } from 'zod'
import { RequestProblem, type FieldProblem } from './problem.ts'

/**
 * The JSON body of a request, checked. Unknown fields are refused by the schemas themselves (strict), so nobody sets a role or a
 * sector through a field that is not there for it.
 * @throws {@link RequestProblem} `unsupported-media-type`, `malformed-json` or `invalid-body`
 */
export async function jsonBody<Schema extends z.ZodType>(c: Context, schema: Schema): Promise<z.infer<Schema>> {
  const type = c.req.header('content-type') ?? ''
  // Also keeps other sites' forms out: they can't send this type without asking first.
  if (!/^application\/json(\s*;|$)/i.test(type)) throw new RequestProblem('unsupported-media-type')
  return checked(parsed(await c.req.text()), schema)
}

/** @throws {@link RequestProblem} `invalid-body`, with the paths of what is wrong and never its value */
function checked<Schema extends z.ZodType>(value: unknown, schema: Schema): z.infer<Schema> {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const errors = result.error.issues.flatMap(fieldProblems)
  const titleTooLong = errors.some(({ path, code }) => path === 'title' && code === 'too-long')
  throw new RequestProblem(titleTooLong ? 'title-too-long' : 'invalid-body', { errors: errors.slice(0, 20) })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new RequestProblem('malformed-json', { cause })
  }
}

const codes: Readonly<Partial<Record<z.core.$ZodIssue['code'], string>>> = {
  invalid_type: 'invalid',
  too_big: 'too-long',
  too_small: 'empty',
  unrecognized_keys: 'unknown-field',
}

function fieldProblems(issue: z.core.$ZodIssue): FieldProblem[] {
  const path = issue.path.map(String).join('.')
  // The unknown field's own name came from outside and is not repeated either.
  const code = issue.code === 'invalid_type' && issue.input === undefined ? 'empty' : (codes[issue.code] ?? 'invalid')
  return [{ path, code }]
}
