import { createReadStream, existsSync, readdirSync, rmSync, type ReadStream } from 'node:fs'
import { mkdir, open, rename } from 'node:fs/promises'
import { join } from 'node:path'
import type { StudyId } from '@samskriv/domain'
import { flushFile } from './flush.ts'
import { makePrivateDirectory } from './private-directory.ts'

/** The file itself, or the statement of what it is. */
export type ExportPart = 'file' | 'manifest'

/**
 * Files that were made for somebody and wait to be fetched: `exports/<study>/<export>.<part>` in the data directory, for the owner of the
 * directory alone. They are there, flushed, before a row says so, and go before it says that they are gone.
 */
export interface ExportFiles {
  keep(study: StudyId, id: string, part: ExportPart, chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<void>
  /** @returns null when it is not there */
  stream(study: StudyId, id: string, part: ExportPart): ReadStream | null
  /** At once: whoever took their words back is told so only when they are in no file. */
  remove(study: StudyId, id: string): void
  removeAll(study: StudyId): void
  /** Takes away what a process that was killed had not finished, or not noted. @param isKnown - whether a row says that it is here */
  forgetOrphans(isKnown: (study: string, id: string) => boolean): void
}

/** @param dir - the data directory */
export function exportFilesIn(dir: string): ExportFiles {
  const root = join(dir, 'exports')
  const home = (study: string): string => join(root, safe(study))
  const placeOf = (study: string, id: string, part: ExportPart): string => join(home(study), `${safe(id)}.${part}`)
  return {
    async keep(study, id, part, chunks) {
      makePrivateDirectory(root)
      await mkdir(home(study), { recursive: true, mode: 0o700 })
      const partial = `${placeOf(study, id, part)}.partial`
      const handle = await open(partial, 'wx', 0o600)
      try {
        for await (const chunk of chunks) await handle.writeFile(chunk)
        await handle.sync()
      } finally {
        await handle.close()
      }
      await rename(partial, placeOf(study, id, part))
      await flushFile(home(study))
    },
    stream(study, id, part) {
      const place = placeOf(study, id, part)
      return existsSync(place) ? createReadStream(place) : null
    },
    remove(study, id) {
      for (const part of ['file', 'manifest'] as const)
        for (const ending of ['', '.partial']) rmSync(`${placeOf(study, id, part)}${ending}`, { force: true })
    },
    removeAll: (study) => rmSync(home(study), { recursive: true, force: true }),
    forgetOrphans(isKnown) {
      if (!existsSync(root)) return
      for (const study of readdirSync(root)) {
        const names = readdirSync(join(root, study))
        const left = names.filter((name) => {
          const [, id, rest] = /^([\w-]+)\.(file|manifest)$/.exec(name) ?? []
          return id === undefined || rest === undefined || !isKnown(study, id)
        })
        for (const name of left) rmSync(join(root, study, name), { force: true })
        if (left.length === names.length) rmSync(join(root, study), { recursive: true, force: true })
      }
    },
  }
}

/** A name that leads nowhere else. */
function safe(name: string): string {
  if (!/^[\w-]+$/.test(name)) throw new TypeError('not-a-name')
  return name
}
