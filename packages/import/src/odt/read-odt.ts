import type { Archive } from '../archive/open-archive.ts'
import { allOf, childrenOf, readXml, rootOf, textOf } from '../archive/read-xml.ts'
import type { Draft } from '../draft.ts'
import { blocksOfHtml } from '../html/blocks-of-html.ts'
import type { Noticed } from '../noticed.ts'
import { Refusal } from '../refusal.ts'
import { htmlOfOdt } from './html-of-odt.ts'
import { odtStyles } from './styles.ts'

const mediaTypes: ReadonlySet<string> = new Set([
  'application/vnd.oasis.opendocument.text',
  'application/vnd.oasis.opendocument.text-template',
])

/** Whether a zipped file says that it is an OpenDocument text. */
export function isOdt(archive: Archive): boolean {
  const said = archive.bytes('mimetype', 200)
  return said !== undefined && mediaTypes.has(new TextDecoder().decode(said).trim())
}

/** @throws Refusal */
export function readOdt(archive: Archive, noticed: Noticed): Draft {
  if (isEncrypted(archive)) throw new Refusal('encrypted')
  const content = rootOf(readXml(archive, 'content.xml'))
  const [body] = childrenOf(childrenOf(content, 'office:body')[0], 'office:text')
  if (body === undefined) throw new Refusal('damaged')
  const own = rootOf(readXml(archive, 'styles.xml'))
  noteWhatStays(archive, noticed)
  if (childrenOf(own, 'office:master-styles').some((pages) => /\p{L}/u.test(textOf(pages)))) noticed.mark('page-margins')
  const styles = odtStyles([content, own])
  const page = htmlOfOdt(body, styles, noticed)
  const draft = blocksOfHtml(page.root, {
    noticed,
    pictureAt: (address) => pictureIn(archive, address),
    edgeOf: (element) => page.edges.get(element) ?? null,
  })
  return { title: page.title === '' ? titleIn(archive) : page.title, language: styles.language, ...draft, comments: page.comments }
}

/** Null for a picture that is outside of the file. */
function pictureIn(archive: Archive, address: string): Uint8Array | null {
  const name = address.replace(/^\.\//, '')
  return name.startsWith('Pictures/') || name.startsWith('media/') ? (archive.bytes(name) ?? new Uint8Array()) : null
}

/** The list of parts is read as text: old programs write a type of document into it. */
function isEncrypted(archive: Archive): boolean {
  const manifest = archive.bytes('META-INF/manifest.xml', 1024 * 1024)
  return manifest !== undefined && /<(?:\w+:)?encryption-data\b/.test(new TextDecoder().decode(manifest))
}

function noteWhatStays(archive: Archive, noticed: Noticed): void {
  if (archive.names.some((name) => /^(?:Basic|Scripts)\/.+\.(?:xml|xba|bsh|js|py)$/i.test(name))) noticed.mark('macros')
}

function titleIn(archive: Archive): string {
  const [title] = allOf(rootOf(readXml(archive, 'meta.xml')), 'dc:title')
  return title === undefined ? '' : textOf(title)
}
