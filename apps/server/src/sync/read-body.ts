import type { IncomingMessage } from 'node:http'

export type Body = { readonly kind: 'whole'; readonly bytes: Buffer } | { readonly kind: 'too-large' } | { readonly kind: 'given-up' }

/** The body of a request, up to a size; read past the framework, which does more for each than a keystroke's worth. */
export function readBody(request: IncomingMessage, maxBytes: number): { readonly body: Promise<Body>; readonly giveUp: () => void } {
  let finish: (body: Body) => void = () => {}
  const body = new Promise<Body>((resolve) => {
    const chunks: Buffer[] = []
    let size = 0
    const hear = (chunk: Buffer): void => {
      size += chunk.length
      if (size > maxBytes) finish({ kind: 'too-large' })
      else chunks.push(chunk)
    }
    const end = (): void => {
      const [only] = chunks
      finish({ kind: 'whole', bytes: chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks) })
    }
    const lost = (): void => finish({ kind: 'given-up' })
    finish = (result) => {
      request.off('data', hear).off('end', end).off('close', lost)
      resolve(result)
    }
    if (Number(request.headers['content-length'] ?? 0) > maxBytes) finish({ kind: 'too-large' })
    else request.on('data', hear).on('end', end).on('close', lost)
  })
  return { body, giveUp: () => finish({ kind: 'given-up' }) }
}
