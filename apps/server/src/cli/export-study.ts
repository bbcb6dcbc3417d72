import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import { isLanguage, type CommentChoice, type ExportDocument, type ExportFormat, type Language } from '@samskriv/domain'
import { contentHash, exportFile, manifestFile, manifestOf, PdfUnavailable, standingOf } from '@samskriv/export'
import { translator } from '@samskriv/i18n'
import { v7 as uuidv7 } from 'uuid'
import type { Config } from '../env.ts'
import { noteBeside, type GivenOut } from '../exports/noted-beside.ts'
import { Misuse } from './misuse.ts'
import { asStudy, reading } from './reading.ts'
import { treeOf } from './study-tree.ts'

export interface ExportFlags {
  readonly format: ExportFormat
  readonly comments: CommentChoice
  readonly document: ExportDocument
  readonly output: string
  /** Where the signed statement of what the file is goes. */
  readonly manifest?: string
  /** Keys with commas between them; all unless said. */
  readonly sections?: string
  readonly voices: boolean
  readonly questions?: boolean
  readonly largePrint?: boolean
  /** That of the study unless said. */
  readonly language?: Language
}

/**
 * Writes one study as a file, beside a running server.
 *
 * @throws {@link Misuse} for a section that the study does not have, and for some sections of a summary, which is always of the whole
 */
export async function exportStudy(config: Config, study: string, flags: ExportFlags): Promise<void> {
  const { format, comments, document, output, voices } = flags
  await reading(config, async (database) => {
    const tree = await treeOf(config, database, study, comments)
    const { language: own, sections } = tree.file
    const chosen = flags.sections?.split(',')
    const unknown = chosen?.find((key) => !sections.some(({ sectionId }) => sectionId === key))
    if (unknown !== undefined)
      throw new Misuse(`There is no section ${unknown}. There are: ${sections.map(({ sectionId }) => sectionId).join(', ')}.`)
    if (chosen !== undefined && document !== 'full') throw new Misuse('A summary is always of all sections.')
    const language = flags.language ?? (isLanguage(own) ? own : 'en')
    const options = {
      language,
      document,
      voices,
      questions: flags.questions === true,
      largePrint: flags.largePrint === true,
      ...(chosen === undefined ? {} : { sections: chosen }),
    }
    const { bytes, mediaType, notice } = await inWords(language, () => exportFile(tree, format, options))
    writeFileSync(output, bytes, { mode: 0o600 })
    console.log(`Wrote ${output}`)
    const file = { mediaType, length: bytes.byteLength, sha256: createHash('sha256').update(bytes).digest('hex') }
    if (flags.manifest !== undefined) {
      if (database.sign === null) throw new Misuse('This data directory has no key that signs: start its server once.')
      const stated = manifestOf(tree, contentHash(tree), [{ name: basename(output), ...file }])
      writeFileSync(flags.manifest, manifestFile(stated, database.sign), { mode: 0o600 })
      console.log(`Wrote ${flags.manifest}`)
    }
    noted(config.dataDir, {
      id: uuidv7(),
      study: asStudy(study),
      at: Date.parse(tree.generatedAt),
      format,
      options: { ...options, comments },
      contentHash: contentHash(tree),
      ...standingOf(tree),
      ...file,
    })
    if (notice !== undefined) console.error(notice)
  })
}

/** So that it can be checked at /verify, and the log tells of it. */
function noted(dataDir: string, given: GivenOut): void {
  try {
    noteBeside(dataDir, given)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code !== 'EACCES' && code !== 'EPERM' && code !== 'EROFS') throw error
    console.error('It could not be noted beside the database: only a manifest (--manifest FILE) can tell at /verify that it is unchanged.')
  }
}

/** What this machine can't do, for the person at the keyboard. */
async function inWords<Result>(language: Language, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof PdfUnavailable)) throw error
    const { code } = error
    throw Object.assign(new Error(translator(language)('problem.pdf-unavailable'), { cause: error }), { code })
  }
}
