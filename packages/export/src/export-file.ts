import type { ExportFormat } from '@samskriv/domain'

import { bytesOfText } from './bytes-of-text.ts'
import { jsonBytes } from './export-json.ts'
import { htmlBytes } from './html/export-html.ts'
import type { LayoutOptions } from './layout/wording.ts'
import type { ExportTree } from './tree/build-export-tree.ts'

export interface ExportFile {
  readonly mediaType: string
  readonly bytes: Uint8Array<ArrayBuffer>
  /** What whoever asked has to be told about the file; it stands in it, too. */
  readonly notice?: string
}

/** The tree as a file of any kind. Equal input gives equal bytes. What a format is written with is loaded when it is first asked for. */
export async function exportFile(tree: ExportTree, format: ExportFormat, options: LayoutOptions): Promise<ExportFile> {
  switch (format) {
    case 'html':
      return textFile('text/html', htmlBytes(tree, options))
    case 'docx':
      return {
        mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
        bytes: await (await import('./docx/export-docx.ts')).exportDocx(tree, options),
      }
    case 'odt':
      return {
        mediaType: 'application/vnd.oasis.opendocument.text',
        bytes: (await import('./odt/export-odt.ts')).exportOdt(tree, options),
      }
    case 'pdf': {
      const { bytes, notice } = await (await import('./pdf/export-pdf.ts')).exportPdf(tree, options)
      return { mediaType: 'application/pdf', bytes, ...(notice === null ? {} : { notice }) }
    }
    case 'epub':
      return { mediaType: 'application/epub+zip', bytes: (await import('./epub/export-epub.ts')).exportEpub(tree, options) }
    case 'md':
      return textFile('text/markdown', bytesOfText([(await import('./markdown/export-markdown.ts')).exportMarkdown(tree, options)]))
    case 'json':
      return textFile('application/json', jsonBytes(tree))
  }
}

function textFile(mediaType: string, bytes: ExportFile['bytes']): ExportFile {
  return { mediaType: `${mediaType}; charset=utf-8`, bytes }
}
