import { bodyLimit } from 'hono/body-limit'
import { RequestProblem } from './problem.ts'

/** Largest body of any request: the longest form we have is a few kilobytes. Case studies are imported on the command line. */
const maxBodyBytes = 64 * 1024

export function limitBodies() {
  return bodyLimit({
    maxSize: maxBodyBytes,
    onError: () => {
      // What is left unread makes the connection useless soon after: nobody's next request may be on it.
      throw new RequestProblem('body-too-large', { headers: { Connection: 'close' } })
    },
  })
}
