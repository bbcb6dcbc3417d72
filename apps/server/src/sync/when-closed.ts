import type { ServerResponse } from 'node:http'

/** Acts once nothing can be answered any more, also when the client had hung up before: then that is not said again. */
export function whenClosed(response: ServerResponse, act: () => void): void {
  if (response.destroyed) setImmediate(act)
  else response.once('close', act)
}
