import { writeFileSync } from 'node:fs'
import { exportHtml, exportJson } from '@samskriv/export'
import type { Config } from '../env.ts'
import { reading } from './reading.ts'
import { treeOf } from './study-tree.ts'

/** Writes one study as a file; beside a running server. */
export async function exportStudy(config: Config, study: string, format: 'html' | 'json', file: string): Promise<void> {
  await reading(config, async (database) => {
    const tree = await treeOf(config, database, study)
    const language = tree.file.language
    const text =
      format === 'json'
        ? exportJson(tree)
        : exportHtml(tree, { language: language === 'nb' || language === 'sv' ? language : 'en', voices: true })
    writeFileSync(file, text, { mode: 0o600 })
    console.log(`Wrote ${file}`)
  })
}
