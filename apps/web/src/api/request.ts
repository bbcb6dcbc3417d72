import type { z } from 'zod'

import { ApiProblem, problemOf, unreachable } from './api-problem.ts'

interface RequestOptions {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly body?: unknown
  readonly signal?: AbortSignal
}

/**
 * The one way to ask the server for something. What comes back is checked: a page never works with a body it does not know.
 * @throws {@link ApiProblem}
 */
export async function request<Body>(path: string, schema: z.ZodType<Body>, options: RequestOptions = {}): Promise<Body> {
  const response = await send(path, options)
  const parsed = schema.safeParse(await response.json().catch(() => undefined))
  if (!parsed.success) throw new ApiProblem({ code: 'unknown', status: response.status }, { cause: parsed.error })
  return parsed.data
}

/**
 * Like {@link request}, when only success matters.
 * @throws {@link ApiProblem}
 */
export async function command(path: string, options: RequestOptions): Promise<void> {
  await send(path, options)
}

/**
 * Like {@link command}, when it also matters whether something is still waited for.
 * @throws {@link ApiProblem}
 */
export async function isWaitedFor(path: string, options: RequestOptions): Promise<boolean> {
  return (await send(path, options)).status === 202
}

async function send(path: string, { method = 'GET', body, signal }: RequestOptions): Promise<Response> {
  const response = await fetch(path, {
    method,
    headers: { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal ? { signal } : {}),
    redirect: 'manual',
  }).catch((cause: unknown) => {
    throw signal?.aborted ? cause : unreachable(cause)
  })
  // A page that answers a form sends the browser on; for us that it was answered is enough.
  if (!response.ok && response.type !== 'opaqueredirect') throw await problemOf(response)
  return response
}
