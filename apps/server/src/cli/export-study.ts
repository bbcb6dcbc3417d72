import { writeFileSync } from 'node:fs'
import { isLanguage, type CommentChoice, type ExportFormat, type Language } from '@samskriv/domain'
import { exportFile, PdfUnavailable } from '@samskriv/export'
import { translator } from '@samskriv/i18n'
import type { Config } from '../env.ts'
import { reading } from './reading.ts'
import { treeOf } from './study-tree.ts'

/** Writes one study as a file, its fixed words in the language of the study; beside a running server. */
export async function exportStudy(
  config: Config,
  study: string,
  { format, comments, output }: { readonly format: ExportFormat; readonly comments: CommentChoice; readonly output: string },
): Promise<void> {
  await reading(config, async (database) => {
    const tree = await treeOf(config, database, study, comments)
    const language = isLanguage(tree.file.language) ? tree.file.language : 'en'
    const { bytes, notice } = await inWords(language, () => exportFile(tree, format, { language, voices: true }))
    writeFileSync(output, bytes, { mode: 0o600 })
    console.log(`Wrote ${output}`)
    if (notice !== undefined) console.error(notice)
  })
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
