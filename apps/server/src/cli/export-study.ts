import { writeFileSync } from 'node:fs'
import { isLanguage, type CommentChoice, type ExportFormat } from '@samskriv/domain'
import { exportFile } from '@samskriv/export'
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
    const { language } = tree.file
    const { bytes } = await exportFile(tree, format, { language: isLanguage(language) ? language : 'en', voices: true })
    writeFileSync(output, bytes, { mode: 0o600 })
    console.log(`Wrote ${output}`)
  })
}
