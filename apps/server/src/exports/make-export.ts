import { createHash } from 'node:crypto'
import { addExport, appendEvent, isShownOtherwiseSince, type ExportedFile, type Script, type Study } from '@samskriv/database'
import { exportFormats, type ExportFormat } from '@samskriv/domain'
import { contentHash, exportFile, manifestFile, manifestOf, standingOf, type ExportTree } from '@samskriv/export'
import type { SignedIn } from '../auth/visitor.ts'
import { RequestProblem } from '../http/problem.ts'
import type { Services } from '../services.ts'
import { exportTreeOf } from '../studies/export-tree.ts'
import { readableStudy } from '../studies/readable-study.ts'
import { actorOfEvent } from '../studies/routes.ts'
import type { AskedExport } from './asked-export.ts'
import type { BoundFile } from './binding.ts'
import { plainFileName } from './file-name.ts'

export interface MadeFile extends ExportedFile {
  readonly format: ExportFormat
  readonly name: string
  readonly bytes: Uint8Array<ArrayBuffer>
}

export interface MadeExport {
  readonly tree: ExportTree
  readonly contentHash: string
  /** One, or each kind for an archive. */
  readonly files: readonly MadeFile[]
  readonly manifest: string
  /** What whoever reads them should know. */
  readonly notices: readonly string[]
}

export interface Making {
  readonly signal?: AbortSignal
  /** So many are written; called before the first too, when it is their turn. */
  readonly onProgress?: (written: number) => void
}

type Makers = Pick<Services, 'store' | 'rooms' | 'clock' | 'config' | 'studyFiles' | 'bindery' | 'sign'>

/** Reads the study as it is now, and writes what was asked for, with a statement of what it is. */
export async function makeExport(study: Study, asked: AskedExport, services: Makers, making: Making = {}): Promise<MadeExport> {
  const { config, sign } = services
  const tree = await readableStudy(() => exportTreeOf(study, { ...services, publicUrl: config.publicUrls[0] }, asked.comments))
  const formats = formatsOf(asked)
  const files: MadeFile[] = []
  const notices: string[] = []
  let contentHash = ''
  for (const format of formats) {
    const file = await written(tree, format, asked, services, { ...making, onTurn: () => making.onProgress?.(files.length) }).catch(
      (error: unknown) => {
        // All that this machine can write.
        if (asked.format === 'archive' && error instanceof RequestProblem && error.code === 'pdf-unavailable') return null
        throw error
      },
    )
    if (file === null) continue
    const { bytes, mediaType, notice } = file
    contentHash = file.contentHash
    if (notice !== undefined) notices.push(notice)
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    files.push({ format, name: plainFileName(study, format), mediaType, bytes, length: bytes.byteLength, sha256 })
    making.onProgress?.(files.length)
  }
  const stated = files.map(({ name, mediaType, length, sha256 }) => ({ name, mediaType, length, sha256 }))
  return { tree, contentHash, files, manifest: manifestFile(manifestOf(tree, contentHash, stated), sign), notices }
}

/** Data for other programs holds everything: it does not go along with a part, whose readers are not to have the rest. */
export function formatsOf({ format, options: { document, sections } }: AskedExport): readonly ExportFormat[] {
  if (format !== 'archive') return [format]
  const isPart = sections !== undefined || (document !== undefined && document !== 'full')
  return isPart ? exportFormats.filter((each) => each !== 'json') : exportFormats
}

/** Data for other programs is there at once; everything else is written where it keeps nobody waiting. */
function written(
  tree: ExportTree,
  format: ExportFormat,
  { options }: AskedExport,
  { bindery }: Makers,
  { signal, onTurn }: { readonly signal?: AbortSignal; readonly onTurn: () => void },
): Promise<BoundFile> {
  if (format === 'json') return asData(tree, options)
  return bindery.bind(tree, format, options, { ...(signal === undefined ? {} : { signal }), onTurn })
}

/** The text without what was said about it here is what its hash is of. */
async function asData(tree: ExportTree, options: AskedExport['options']): Promise<BoundFile> {
  const file = await exportFile(tree, 'json', options)
  const isAll = tree.saidHere.comments.length === 0
  return { ...file, contentHash: isAll ? createHash('sha256').update(file.bytes).digest('hex') : contentHash(tree) }
}

/** So often a study is read anew because somebody decided otherwise while a file of it was written. */
const mostReadings = 3

/**
 * Makes what was asked for until nobody decided otherwise about their name or their words meanwhile.
 *
 * @param give - notes it, and says whether it could
 * @throws {@link RequestProblem} `export-outdated` when somebody did each time
 */
export async function makeAsDecided(make: () => Promise<MadeExport>, give: (made: MadeExport) => Promise<boolean>): Promise<MadeExport> {
  for (let reading = 0; reading < mostReadings; reading += 1) {
    const made = await make()
    if (await give(made)) return made
  }
  throw new RequestProblem('export-outdated')
}

export interface ToNote {
  readonly id: string
  readonly study: Study
  readonly by: SignedIn
  readonly asked: AskedExport
  readonly tree: ExportTree
  readonly contentHash: string
  /** The archive after what is in it. */
  readonly files: readonly ExportedFile[]
  /** Null when its bytes stay nowhere. */
  readonly expiresAt: number | null
}

/**
 * Who took what: for the audit, and for whoever has a file checked.
 *
 * @returns false, with nothing noted, when somebody decided otherwise about their name or their words since the study was read
 */
export const noteExport = ({ id, study, by, asked, tree, contentHash, files, expiresAt }: ToNote): Script<boolean> =>
  function* (ctx) {
    const at = Date.parse(tree.generatedAt)
    if (yield* isShownOtherwiseSince(study.id, at)(ctx)) return false
    const { format, comments, options } = asked
    const taken = files.at(-1)
    if (taken === undefined) throw new Error('nothing-taken')
    const noted = files.map(({ format: of, mediaType, length, sha256 }) => ({ format: of, mediaType, length, sha256 }))
    const row = { format, options: { ...options, comments }, contentHash, ...standingOf(tree), expiresAt }
    yield* addExport({ id, study: study.id, by: actorOfEvent(by), at, ...row }, noted)(ctx)
    yield* appendEvent({
      partnership: study.partnership,
      study: study.id,
      actor: actorOfEvent(by),
      kind: 'study.exported',
      subjectKind: 'study',
      subject: study.id,
      data: { format, comments, bytes: taken.length, sha256: taken.sha256 },
    })(ctx)
    return true
  }
