import { bodyLimit } from 'hono/body-limit'
import { createMiddleware } from 'hono/factory'
import { RequestProblem } from './problem.ts'

/** Largest body of any request but those that bring a file, which have limits of their own: what we send ourselves is a few kilobytes. */
const maxBodyBytes = 64 * 1024

/** The form on which people have their say gives back what is too long, so that nobody loses it. */
const maxSayBytes = 1024 * 1024
const sayPath = /^\/studies\/[^/]+\/say$/

/** So much of a body that is too large is read and dropped, so that its sender, or the proxy before us, is done and hears the answer. */
const maxDroppedBytes = 1024 * 1024

export function limitBodies() {
  const usual = limitedTo(maxBodyBytes)
  const say = limitedTo(maxSayBytes)
  return createMiddleware(async (c, next) => await (sayPath.test(c.req.path) ? say : usual)(c, next))
}

function limitedTo(maxSize: number) {
  return bodyLimit({
    maxSize,
    onError: async (c) => {
      await dropBody(c.req.raw)
      // What is left unread makes the connection useless soon after: nobody's next request may be on it.
      throw new RequestProblem('body-too-large', { headers: { Connection: 'close' } })
    },
  })
}

/** Reads a little of what its sender is still sending, so that they hear the answer. */
export async function dropBody({ body }: Request): Promise<void> {
  // Locked: somebody has begun to read it, and has gone past the limit already.
  if (body === null || body.locked) return
  const reader = body.getReader()
  for (let dropped = 0; dropped <= maxDroppedBytes;) {
    const { done, value } = await reader.read()
    if (done) return
    dropped += value.byteLength
  }
}
