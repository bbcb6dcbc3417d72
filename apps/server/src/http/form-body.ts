import type { Context } from 'hono'
import { RequestProblem } from './problem.ts'

/** The text fields of a submitted form. @throws {@link RequestProblem} `unsupported-media-type` or `malformed-request` */
export async function formFields(c: Context): Promise<ReadonlyMap<string, string>> {
  const type = c.req.header('content-type') ?? ''
  // A form without any field, such as a single button, may come without a body and a type.
  if (type === '' && (await c.req.text()) === '') return new Map()
  if (!/^(application\/x-www-form-urlencoded|multipart\/form-data)\s*(;|$)/i.test(type)) throw new RequestProblem('unsupported-media-type')
  try {
    const fields = [...(await c.req.formData()).entries()]
    return new Map(fields.flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as const] : [])))
  } catch (cause) {
    throw new RequestProblem('malformed-request', { cause })
  }
}
