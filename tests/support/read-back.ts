import type { Page } from '@playwright/test'
import type { ExportFormat } from '@samskriv/domain'
import { publishedSchema } from '@samskriv/export'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { strFromU8, unzipSync } from 'fflate'
import mammoth from 'mammoth'
import { toString } from 'mdast-util-to-string'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import { linesOfPdf } from './pdf-text.ts'
import { findProgram } from './programs.ts'

/** The text of a file as a program of others reads it, with single spaces. @param page - of a browser, for what browsers read */
export async function textOf(format: ExportFormat, bytes: Uint8Array, page: Page): Promise<string> {
  return (await read(format, bytes, page)).replaceAll(/[\s|]+/g, ' ')
}

async function read(format: ExportFormat, bytes: Uint8Array, page: Page): Promise<string> {
  switch (format) {
    case 'html':
      await page.setContent(strFromU8(bytes))
      return await page.evaluate(() => document.body.innerText)
    case 'docx':
      return (await mammoth.extractRawText({ buffer: Buffer.from(bytes) })).value
    case 'odt':
      return textOfXml(strFromU8(unzipSync(bytes)['content.xml'] ?? new Uint8Array()))
    case 'epub': {
      const pages = Object.entries(unzipSync(bytes)).filter(([name]) => name.endsWith('.xhtml'))
      return pages.map(([, content]) => textOfXml(strFromU8(content))).join(' ')
    }
    case 'md':
      return textOfBlocks(unified().use(remarkParse).use(remarkGfm).parse(strFromU8(bytes)))
    case 'pdf': {
      const program = findProgram('pdftotext')
      if (program === undefined) throw new Error('no pdftotext')
      return linesOfPdf(program, Buffer.from(bytes)).flat().join(' ')
    }
    case 'json': {
      const json: unknown = JSON.parse(strFromU8(bytes))
      const validate = new Ajv2020({ strict: true, allErrors: true }).compile(publishedSchema())
      if (!validate(json)) throw new Error(JSON.stringify(validate.errors))
      return strFromU8(bytes)
    }
  }
}

/** Blocks end a line, and marks within them end no word. */
function textOfXml(xml: string): string {
  return xml
    .replaceAll(/<office:annotation\b.*?<\/office:annotation>/gs, '')
    .replaceAll(/<\/(?:text:p|text:h|p|h\d|li|td|th|dt|dd|div|title|figcaption)>|<(?:br|text:line-break|text:tab)\b[^>]*>/g, ' ')
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
}

/** Of a tree of Markdown, the innermost blocks one after the other. */
function textOfBlocks(node: { readonly type: string; readonly children?: readonly unknown[] }): string {
  const blocks = (node.children ?? []) as readonly { readonly type: string; readonly children?: readonly unknown[] }[]
  const holdsBlocks = ['root', 'list', 'listItem', 'blockquote', 'table', 'tableRow', 'footnoteDefinition'].includes(node.type)
  return holdsBlocks ? blocks.map(textOfBlocks).join(' ') : toString(node)
}
