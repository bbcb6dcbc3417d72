import { bodyLimit } from 'hono/body-limit'
import { RequestProblem } from './problem.ts'

/** Largest body of any request: the longest form we have is a few kilobytes. Case studies are imported on the command line. */
const maxBodyBytes = 64 * 1024

/** So much of a body that is too large is read and dropped, so that its sender, or the proxy before us, is done and hears the answer. */
const maxDroppedBytes = 1024 * 1024

export function limitBodies() {
  return bodyLimit({
    maxSize: maxBodyBytes,
    onError: async (c) => {
      await dropBody(c.req.raw)
      // What is left unread makes the connection useless soon after: nobody's next request may be on it.
      throw new RequestProblem('body-too-large', { headers: { Connection: 'close' } })
    },
  })
}

async function dropBody({ body }: Request): Promise<void> {
  // Locked: somebody has begun to read it, and has gone past the limit already.
  if (body === null || body.locked) return
  const reader = body.getReader()
  for (let dropped = 0; dropped <= maxDroppedBytes;) {
    const { done, value } = await reader.read()
    if (done) return
    dropped += value.byteLength
  }
}
