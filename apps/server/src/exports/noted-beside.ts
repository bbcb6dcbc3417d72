import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { addExport, appendEvent, exportOf, flush, studyById, type Script } from '@samskriv/database'
import { commentChoices, exportKinds, studyStatuses, type StudyId } from '@samskriv/domain'
import { z } from 'zod'
import type { Services } from '../services.ts'

/**
 * What the command line gave out. Only the server writes the database, and it may be running: so each file is noted in one of its own,
 * `given-out/<id>.json` in the data directory, until the server has taken it in.
 */
const note = z.strictObject({
  id: z.string(),
  study: z.custom<StudyId>((value) => typeof value === 'string'),
  /** UTC milliseconds. */
  at: z.int(),
  format: z.enum(exportKinds),
  options: z.object({ comments: z.enum(commentChoices) }).catchall(z.union([z.string(), z.boolean(), z.array(z.string())])),
  contentHash: z.string(),
  status: z.enum(studyStatuses),
  signOffs: z.int(),
  toldByFile: z.strictObject({ status: z.string(), signOffs: z.int() }).nullable(),
  mediaType: z.string(),
  length: z.int(),
  sha256: z.string(),
})
export type GivenOut = z.infer<typeof note>

function directoryIn(dataDir: string): string {
  return join(dataDir, 'given-out')
}

/** @throws what the file system says where nothing may be written there, as in a backup that is only read */
export function noteBeside(dataDir: string, given: GivenOut): void {
  const directory = directoryIn(dataDir)
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  const place = join(directory, `${given.id}.json`)
  writeFileSync(`${place}.partial`, JSON.stringify(given), { mode: 0o600, flag: 'wx' })
  flush(`${place}.partial`)
  renameSync(`${place}.partial`, place)
  flush(directory)
}

/** Takes into the database what was noted beside it, before anybody asks for it: it is then as if it had been given out by the pages. */
export async function takeInNoted({ config, store, log }: Pick<Services, 'config' | 'store' | 'log'>): Promise<void> {
  const directory = directoryIn(config.dataDir)
  for (const name of namesIn(directory)) {
    const place = join(directory, name)
    const read = readNote(place)
    if (read === undefined) continue
    if (read === null) log.warn('what was noted about a file that was given out can’t be read', { name })
    else await store.tx(takeIn(read))
    rmSync(place, { force: true })
  }
}

const takeIn = ({ mediaType, length, sha256, ...made }: GivenOut): Script<void> =>
  function* (ctx) {
    const study = yield* studyById(made.study)(ctx)
    // One that is gone takes what was noted of it along; and who was interrupted begins again.
    if (study === undefined || (yield* exportOf(made.study, made.id)(ctx)) !== undefined) return
    const by = 'system'
    yield* addExport({ ...made, by, expiresAt: null }, [{ format: made.format, mediaType, length, sha256 }])(ctx)
    yield* appendEvent({
      partnership: study.partnership,
      study: made.study,
      actor: by,
      kind: 'study.exported',
      subjectKind: 'study',
      subject: made.study,
      data: { format: made.format, comments: made.options.comments, bytes: length, sha256 },
    })(ctx)
  }

function namesIn(directory: string): string[] {
  try {
    return readdirSync(directory).filter((name) => name.endsWith('.json'))
  } catch {
    // Nothing was ever noted.
    return []
  }
}

/** @returns null for what is no note; undefined for one that somebody else has taken in just now */
function readNote(place: string): GivenOut | null | undefined {
  try {
    return note.safeParse(JSON.parse(readFileSync(place, 'utf8'))).data ?? null
  } catch (error) {
    return error instanceof SyntaxError ? null : undefined
  }
}
