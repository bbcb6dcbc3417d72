import { type ExportFormat, exportFormats } from '@samskriv/domain'

import { exportFile } from './export-file.ts'
import type { LayoutOptions } from './layout/wording.ts'
import { readPdf, textOfPdf } from './testing-pdf.ts'
import { textOfXml, unzipped } from './testing-unzip.ts'
import type { ExportTree } from './tree/build-export-tree.ts'

/** For tests: the formats that people read. */
export const readableFormats: readonly Exclude<ExportFormat, 'json'>[] = exportFormats.filter((format) => format !== 'json')

/** For tests: what a reader of a file finds in it, with single spaces between words: lines break where a page has no more room. */
export async function textOfFile(tree: ExportTree, format: ExportFormat, options: LayoutOptions): Promise<string> {
  const { bytes } = await exportFile(tree, format, options)
  return (await textOf(format, bytes)).replaceAll(/[\s\u00A0\u2068\u2069]+/gu, ' ')
}

async function textOf(format: ExportFormat, bytes: Uint8Array): Promise<string> {
  switch (format) {
    case 'pdf':
      return textOfPdf(await readPdf(bytes))
    case 'docx':
    case 'odt':
    case 'epub':
      // A space at the end of words is an element of its own in OpenDocument.
      return [...unzipped(bytes)]
        .flatMap(([name, part]) => (/\.x?h?t?ml$/.test(name) ? [textOfXml(part.replaceAll(/<text:s\b[^>]*>/g, ' '))] : []))
        .join('\n')
    case 'html':
      return textOfXml(new TextDecoder().decode(bytes))
    case 'md':
      // Signs that could be taken for marks stand behind a stroke.
      return new TextDecoder().decode(bytes).replaceAll(/\\([!-/:-@[-`{-~])/g, '$1')
    case 'json':
      return new TextDecoder().decode(bytes)
  }
}
