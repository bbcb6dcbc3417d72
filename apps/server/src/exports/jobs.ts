import { createHash } from 'node:crypto'
import { endKeptExports, keptExportsOf } from '@samskriv/database'
import type { StudyId } from '@samskriv/domain'
import type { MyExport } from './my-exports.ts'
import { RequestProblem, type ProblemCode } from '../http/problem.ts'
import type { Services } from '../services.ts'
import type { StudyAccess } from '../studies/study-access.ts'
import { actorOfEvent } from '../studies/routes.ts'
import { archiveOf } from './archive.ts'
import type { AskedExport } from './asked-export.ts'
import { formatsOf, makeAsDecided, makeExport, noteExport, type MadeExport } from './make-export.ts'

/** So long a file waits to be fetched. */
const keptMs = 24 * 60 * 60_000
/** So many of somebody's are made at the same time, and so many wait to be fetched; the oldest goes when there are more. */
const mostAtOnce = 3
const mostKept = 10

interface Job {
  readonly id: string
  readonly study: StudyId
  readonly by: string
  readonly asked: AskedExport
  readonly at: number
  readonly given: AbortController
  state: { kind: 'waiting' } | { kind: 'writing'; written: number } | { kind: 'failed'; code: ProblemCode }
}

type JobServices = Parameters<typeof makeExport>[2] & Pick<Services, 'newId' | 'log' | 'exportFiles'>

/**
 * Files that are being made, for people who look how far they are. What is done rests on disk behind a row, so nothing of a job outlives
 * the process but a whole file.
 */
export class ExportJobs {
  readonly #services: JobServices
  readonly #jobs = new Map<string, Job>()
  /** Of files that wait, by their ids, for as long as this process lives: a PDF says the same on its first page. */
  readonly #notices = new Map<string, { readonly text: string; readonly at: number }>()

  constructor(services: JobServices) {
    this.#services = services
  }

  /** @throws {@link RequestProblem} `rate-limited` when so many of this person's are being made already */
  begin(access: StudyAccess, asked: AskedExport): string {
    this.#forgetOld()
    const by = actorOfEvent(access.visitor)
    const working = [...this.#jobs.values()].filter((job) => job.by === by && job.state.kind !== 'failed')
    if (working.length >= mostAtOnce) throw new RequestProblem('rate-limited', { headers: { 'Retry-After': '5' } })
    const id = this.#services.newId()
    const job: Job = {
      id,
      study: access.study.id,
      by,
      asked,
      at: this.#services.clock(),
      given: new AbortController(),
      state: { kind: 'waiting' },
    }
    this.#jobs.set(id, job)
    void this.#work(job, access)
    return id
  }

  /** Those that are being made, or could not be, for this person. */
  of(access: StudyAccess): MyExport[] {
    const by = actorOfEvent(access.visitor)
    return [...this.#jobs.values()].filter((job) => job.study === access.study.id && job.by === by).map((job) => this.#shown(job))
  }

  /** What whoever reads a file that waits should know of it. */
  noticeOf(id: string): string | undefined {
    return this.#notices.get(id)?.text
  }

  /** Gives up what is being made, and forgets what could not be. @returns false when it is neither */
  end(access: StudyAccess, id: string): boolean {
    const job = this.#jobs.get(id)
    if (job === undefined || job.study !== access.study.id || job.by !== actorOfEvent(access.visitor)) return false
    job.given.abort()
    this.#jobs.delete(id)
    return true
  }

  /** Everything that was made of a study goes: words in it were taken back, or are shown otherwise from now on. */
  async forget(study: StudyId): Promise<void> {
    const { store, exportFiles } = this.#services
    for (const job of this.#jobs.values()) {
      if (job.study !== study || job.state.kind === 'failed') continue
      job.given.abort()
      job.state = { kind: 'failed', code: 'unavailable' }
    }
    exportFiles.removeAll(study)
    await store.tx(endKeptExports({ study }))
  }

  #shown({ id, asked, at, state }: Job): MyExport {
    const { format } = asked
    switch (state.kind) {
      case 'waiting':
        return { id, format, at, state: { kind: 'waiting', ahead: this.#ahead(at) } }
      case 'writing':
        return { id, format, at, state: { kind: 'writing', written: state.written, of: formatsOf(asked).length } }
      case 'failed':
        return { id, format, at, state }
    }
  }

  /** What could not be made, and nobody looked after; a file that waited is gone by then too. */
  #forgetOld(): void {
    const before = this.#services.clock() - keptMs
    for (const { id, at, state } of this.#jobs.values()) if (state.kind === 'failed' && at < before) this.#jobs.delete(id)
    for (const [id, { at }] of this.#notices) if (at < before) this.#notices.delete(id)
  }

  #ahead(at: number): number {
    return [...this.#jobs.values()].filter((job) => job.at < at && job.state.kind !== 'failed').length
  }

  async #work(job: Job, access: StudyAccess): Promise<void> {
    const { log, exportFiles } = this.#services
    const { signal } = job.given
    try {
      const onProgress = (written: number): void => {
        job.state = { kind: 'writing', written }
      }
      const made = await makeAsDecided(
        () => makeExport(access.study, job.asked, this.#services, { signal, onProgress }),
        // What was given up is not asked for any more.
        async (each) => signal.aborted || (await this.#keep(job, access, each)),
      )
      if (made.notices.length > 0) this.#notices.set(job.id, { text: made.notices.join(' '), at: job.at })
      if (signal.aborted) exportFiles.remove(job.study, job.id)
      else this.#jobs.delete(job.id)
    } catch (error) {
      exportFiles.remove(job.study, job.id)
      if (signal.aborted) return
      const code = error instanceof RequestProblem ? error.code : 'internal-error'
      log.warn('export failed', { study: job.study, format: job.asked.format, problem: code, error })
      job.state = { kind: 'failed', code }
    }
  }

  /** First on disk, then noted. @returns false when somebody decided otherwise meanwhile: what is on disk is written over, or removed */
  async #keep(job: Job, access: StudyAccess, made: MadeExport): Promise<boolean> {
    const { files, manifest } = made
    const { store, exportFiles, clock, log } = this.#services
    const { id, study, asked } = job
    await exportFiles.keep(study, id, 'manifest', [Buffer.from(manifest)])
    const [only] = files
    if (only === undefined) throw new Error('nothing-made')
    const archive = asked.format === 'archive' ? await this.#archived(job, files, manifest) : null
    if (archive === null) await exportFiles.keep(study, id, 'file', [only.bytes])
    if (job.given.signal.aborted) return true
    const noted = archive === null ? [only] : [...files, archive]
    const expiresAt = clock() + keptMs
    const isKept = await store.tx(noteExport({ ...made, id, study: access.study, by: access.visitor, asked, files: noted, expiresAt }))
    if (!isKept) return false
    log.info('study exported', { study, format: asked.format })
    await this.#keepFew(access)
    return true
  }

  async #archived({ id, study }: Job, files: MadeExport['files'], manifest: string) {
    const hash = createHash('sha256')
    let length = 0
    const entries = files.map(({ format, name, bytes }) => ({ name, bytes, stored: packed.has(format) }))
    const zip = archiveOf([...entries, { name: 'manifest.json', bytes: Buffer.from(manifest), stored: false }])
    async function* noticed() {
      for await (const chunk of zip) {
        hash.update(chunk)
        length += chunk.byteLength
        yield chunk
      }
    }
    await this.#services.exportFiles.keep(study, id, 'file', noticed())
    return { format: 'archive' as const, mediaType: 'application/zip', length, sha256: hash.digest('hex') }
  }

  async #keepFew({ study, visitor }: StudyAccess): Promise<void> {
    const { store, exportFiles, clock } = this.#services
    const kept = await store.read(keptExportsOf(study.id, actorOfEvent(visitor), clock()))
    for (const { made } of kept.slice(mostKept)) {
      exportFiles.remove(study.id, made.id)
      await store.tx(endKeptExports({ id: made.id }))
    }
  }
}

const packed: ReadonlySet<string> = new Set(['docx', 'odt', 'epub', 'pdf'])
