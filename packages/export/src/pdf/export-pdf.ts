import { readFileSync } from 'node:fs'

import { translator } from '@samskriv/i18n'
import type { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'

import { jsonBytes } from '../export-json.ts'
import type { Layout, Notice } from '../layout/kinds.ts'
import { layOut } from '../layout/lay-out.ts'
import type { LayoutOptions } from '../layout/wording.ts'
import type { ExportTree } from '../tree/build-export-tree.ts'
import { compilerWith, loadTypst, noFolder, type TypstLoader } from './compiler.ts'
import { PictureFiles } from './picture-files.ts'
import { setDocument } from './set-document.ts'

export interface PdfFile {
  readonly bytes: Uint8Array<ArrayBuffer>
  /** Why the file is none that every reader can read, as it says on its first page too; null where it is PDF/UA-1. */
  readonly notice: string | null
}

const template = readFileSync(new URL('case-study.typ', import.meta.url), 'utf8')

/**
 * The study as a tagged PDF that programs which read aloud can read (PDF/UA-1), with the lossless JSON inside. What would keep it from that is
 * mended before; where that can't be, as with letters that no font of ours has, it is a tagged PDF that says so. Equal input gives equal bytes.
 *
 * @throws {@link PdfUnavailable} where there is no Typst for this machine
 */
export async function exportPdf(tree: ExportTree, options: LayoutOptions, load: TypstLoader = loadTypst): Promise<PdfFile> {
  const writing: PdfWriting = {
    layout: layOut(tree, options),
    pictures: tree.pictures,
    json: Buffer.from(jsonBytes(tree).buffer),
    creationTimestamp: Math.floor(Date.parse(tree.generatedAt) / 1000),
    load,
  }
  const t = translator(options.language)
  try {
    return { bytes: await written(writing, { standard: 'ua-1', notices: [] }), notice: null }
  } catch (error) {
    if (!(error instanceof NotForEveryReader)) throw error
    const text = t(error.lacksLetters ? 'export.pdf.lacksLetters' : 'export.pdf.notForEveryReader')
    const notice: Notice = { tone: 'warning', title: null, pieces: [text] }
    return { bytes: await written(writing, { standard: '1.7', notices: [notice] }), notice: text }
  }
}

interface PdfWriting {
  readonly layout: Layout
  readonly pictures: ExportTree['pictures']
  readonly json: Buffer
  readonly creationTimestamp: number
  readonly load: TypstLoader
}

interface Kind {
  readonly standard: 'ua-1' | '1.7'
  readonly notices: readonly Notice[]
}

/** What is in it keeps a file from PDF/UA-1. */
class NotForEveryReader extends Error {
  readonly lacksLetters: boolean

  constructor(cause: unknown) {
    super('pdf-not-for-every-reader', { cause })
    this.lacksLetters = String(cause).includes('could not be displayed')
  }
}

async function written(writing: PdfWriting, kind: Kind): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return await set(writing, kind)
  } catch (error) {
    // Bytes that are no picture after all: what it shows is told in words instead.
    if (!(error instanceof NotSet) || !error.message.includes('image') || writing.pictures.size === 0) throw error
    return set({ ...writing, pictures: new Map() }, kind)
  }
}

class NotSet extends Error {}

/** Of so many files before this one stays what was set: of the same study, or with the same fixed words, most of it is there again. */
const keptExports = 1

async function set(
  { layout, json, creationTimestamp, load, ...rest }: PdfWriting,
  { standard, notices }: Kind,
): Promise<Uint8Array<ArrayBuffer>> {
  const pictures = new PictureFiles(rest.pictures)
  const { document, fontFiles } = setDocument(layout, pictures, notices)
  const compiler = await compilerWith(fontFiles, load)
  try {
    compiler.mapShadow(`${noFolder}/document.json`, Buffer.from(JSON.stringify(document)))
    compiler.mapShadow(`${noFolder}/study.json`, json)
    for (const [path, bytes] of pictures.shown) compiler.mapShadow(`${noFolder}${path}`, bytes)
    return pdfOf(compiler, { pdfStandard: standard, creationTimestamp })
  } finally {
    compiler.resetShadow()
    compiler.evictCache(keptExports)
  }
}

function pdfOf(
  compiler: NodeCompiler,
  options: { readonly pdfStandard: string; readonly creationTimestamp: number },
): Uint8Array<ArrayBuffer> {
  const compiled = compiler.compile({ mainFileContent: template, resetRead: true })
  const { result } = compiled
  if (result === null) {
    const failure = compiled.takeError()
    throw new NotSet(`pdf-not-set: ${failure === null ? 'unknown' : JSON.stringify(compiler.fetchDiagnostics(failure))}`)
  }
  try {
    return new Uint8Array(compiler.pdf(result, options))
  } catch (cause) {
    throw options.pdfStandard === 'ua-1' ? new NotForEveryReader(cause) : new NotSet('pdf-not-written', { cause })
  }
}
