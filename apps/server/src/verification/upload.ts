import type { Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { createMiddleware } from 'hono/factory'
import { dropBody } from '../http/body-limits.ts'
import { RequestProblem } from '../http/problem.ts'

/** Of a file and its manifest together, as they are sent. */
export const maxVerifyMegabytes = 32

export interface Sent {
  /** Null where none was chosen. */
  readonly file: Uint8Array | null
  readonly manifest: Uint8Array | null
}

/** Lets through what is not too large; of what is, `tooLarge` says so to whoever sent it. */
export function limitUpload(tooLarge: (c: Context) => Response | Promise<Response>) {
  return createMiddleware(
    bodyLimit({
      maxSize: maxVerifyMegabytes * 1024 * 1024,
      onError: async (c) => {
        await dropBody(c.req.raw)
        c.header('Connection', 'close')
        return await tooLarge(c)
      },
    }),
  )
}

/** In memory alone. @throws {@link RequestProblem} `unsupported-media-type`, `malformed-request` */
export async function sentFiles(c: Context): Promise<Sent> {
  if (!/^multipart\/form-data\s*;/i.test(c.req.header('content-type') ?? '')) throw new RequestProblem('unsupported-media-type')
  let form: FormData
  try {
    form = await c.req.formData()
  } catch (cause) {
    throw new RequestProblem('malformed-request', { cause })
  }
  return { file: await bytesOf(form.get('file')), manifest: await bytesOf(form.get('manifest')) }
}

/** A field where nothing was chosen sends an empty file without a name. */
async function bytesOf(value: FormDataEntryValue | null): Promise<Uint8Array | null> {
  if (value === null || typeof value === 'string' || (value.size === 0 && value.name === '')) return null
  return new Uint8Array(await value.arrayBuffer())
}
