import { createReadStream, existsSync, rmSync, type ReadStream } from 'node:fs'
import { chmod, copyFile, mkdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { StudyId } from '@samskriv/domain'
import { flushFile } from './flush.ts'
import { makePrivateDirectory } from './private-directory.ts'

export type FileSize = 'full' | 'small'

/** A place of its own for something that is on its way in. */
export interface Incoming {
  readonly dir: string
  /** Takes it away with everything in it. */
  discard(): Promise<void>
}

/**
 * The bytes of pictures: `files/<study>/<hash>` and `<hash>.small` in the data directory, for the owner of the directory alone. They are
 * there, flushed, before a row says so, and go after it.
 */
export interface StudyFiles {
  incoming(name: string): Promise<Incoming>
  /** Takes away what was on its way in when the process was killed: it is as it came, with all that a camera wrote into it. Before any other comes. */
  forgetArrivals(): void
  /** Takes both sizes over from where they came in. */
  keep(study: StudyId, hash: string, from: { readonly full: string; readonly small: string }): Promise<void>
  /** The bytes of both sizes as they are, for another study. @returns false when they are not there */
  copy(from: StudyId, to: StudyId, hash: string): Promise<boolean>
  /** @throws ENOENT when they are not there */
  read(study: StudyId, hash: string, size: FileSize): Promise<Buffer>
  stream(study: StudyId, hash: string, size: FileSize): ReadStream | null
  remove(study: StudyId, hash: string): Promise<void>
  /** Everything of a study. */
  removeAll(study: StudyId): Promise<void>
}

/** @param dir - the data directory */
export function studyFilesIn(dir: string): StudyFiles {
  const root = filesDirectory(dir)
  const arrivals = join(root, 'incoming')
  const placeOf = (study: StudyId, hash: string, size: FileSize): string => fileInDirectory(root, study, hash, size)
  const enter = async (study: StudyId): Promise<string> => {
    makePrivateDirectory(root)
    const home = join(root, safe(study, studyName))
    await mkdir(home, { recursive: true, mode: 0o700 })
    return home
  }
  return {
    async incoming(name) {
      makePrivateDirectory(root)
      const place = join(arrivals, safe(name, studyName))
      await mkdir(place, { recursive: true, mode: 0o700 })
      return { dir: place, discard: () => rm(place, { recursive: true, force: true }) }
    },
    forgetArrivals: () => rmSync(arrivals, { recursive: true, force: true }),
    async keep(study, hash, from) {
      const home = await enter(study)
      for (const size of ['small', 'full'] as const) {
        await flushFile(from[size])
        await rename(from[size], placeOf(study, hash, size))
      }
      await flushFile(home)
      await flushFile(root)
    },
    async copy(from, to, hash) {
      if (!existsSync(placeOf(from, hash, 'full'))) return false
      const home = await enter(to)
      for (const size of ['small', 'full'] as const) {
        const partial = `${placeOf(to, hash, size)}.partial`
        await copyFile(placeOf(from, hash, size), partial)
        await chmod(partial, 0o600)
        await flushFile(partial)
        await rename(partial, placeOf(to, hash, size))
      }
      await flushFile(home)
      await flushFile(root)
      return true
    },
    read: (study, hash, size) => readFile(placeOf(study, hash, size)),
    stream(study, hash, size) {
      const place = placeOf(study, hash, size)
      return existsSync(place) ? createReadStream(place) : null
    },
    async remove(study, hash) {
      for (const size of ['full', 'small'] as const) await rm(placeOf(study, hash, size), { force: true })
    },
    removeAll: (study) => rm(join(root, safe(study, studyName)), { recursive: true, force: true }),
  }
}

export function filesDirectory(dir: string): string {
  return join(dir, 'files')
}

export function fileInDirectory(root: string, study: string, hash: string, size: FileSize): string {
  return join(root, safe(study, studyName), size === 'full' ? safe(hash, hashName) : `${safe(hash, hashName)}.small`)
}

const studyName = /^[A-Za-z0-9-]{1,100}$/
const hashName = /^[0-9a-f]{64}$/

/** Names come from rows, and still none may lead anywhere else. */
function safe(name: string, pattern: RegExp): string {
  if (!pattern.test(name)) throw new Error('file-name-unsafe')
  return name
}
