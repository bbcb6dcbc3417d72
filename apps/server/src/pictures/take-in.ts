import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { NewFile, StudyFiles } from '@samskriv/database'
import type { StudyId } from '@samskriv/domain'
import { pictureLimits } from '@samskriv/protocol'
import { RequestProblem } from '../http/problem.ts'
import { kindRefused, pictureKind, tellingBytes } from './picture-kind.ts'
import { names } from './workbench.ts'
import type { Workshop } from './workshop.ts'

export interface TakenIn extends NewFile {
  readonly stilled: boolean
}

interface TakeIn {
  readonly files: StudyFiles
  readonly workshop: Workshop
  /** Tells apart what comes in at the same time. */
  readonly name: string
  readonly study: StudyId
  readonly keepsClean?: boolean
}

/**
 * Takes a picture from outside into the files of a study: onto the disk as it comes, never more than the limit of it, looked at by its
 * bytes alone, and drawn anew. Its row is left to the caller, who finds the bytes in their place.
 *
 * @throws {@link RequestProblem} `picture-too-large` without reading on, and what else can be wrong with it
 */
export async function takeIn(
  bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  { files, workshop, name, study, keepsClean = false }: TakeIn,
): Promise<TakenIn> {
  const incoming = await files.incoming(name)
  try {
    await store(bytes, join(incoming.dir, names.in))
    const outcome = await workshop.reencode(incoming.dir, keepsClean)
    if (!outcome.ok) throw new RequestProblem(outcome.why === 'broken' ? 'picture-broken' : 'picture-too-many-pixels')
    const { mediaType, width, height, stilled } = outcome
    const from = { full: join(incoming.dir, names.full), small: join(incoming.dir, names.small) }
    const hash = await hashOf(from.full)
    const length = (await stat(from.full)).size + (await stat(from.small)).size
    await files.keep(study, hash, from)
    return { hash, mediaType, length, width, height, stilled }
  } catch (error) {
    if (isDiskFault(error)) throw new RequestProblem('picture-not-stored', { cause: error })
    throw error
  } finally {
    await incoming.discard()
  }
}

async function store(bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>, path: string): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    let length = 0
    let head: Uint8Array = Buffer.alloc(0)
    let isKnown = false
    for await (const chunk of bytes) {
      length += chunk.byteLength
      if (length > pictureLimits.maxUploadBytes) throw new RequestProblem('picture-too-large')
      if (!isKnown) {
        head = Buffer.concat([head, chunk])
        isKnown = head.byteLength >= tellingBytes
        if (isKnown) requireKind(head)
      }
      await file.writeFile(chunk)
    }
    if (length === 0) throw new RequestProblem('picture-broken')
    if (!isKnown) requireKind(head)
  } finally {
    await file.close()
  }
}

function requireKind(head: Uint8Array): void {
  const refused = kindRefused(pictureKind(head))
  if (refused !== null) throw new RequestProblem(refused)
}

/** A full or failing disk: nothing was kept, and it can be tried again. */
function isDiskFault(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : ''
  return code === 'ENOSPC' || code === 'EDQUOT' || code === 'EIO' || code === 'EROFS'
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer)
  return hash.digest('hex')
}
