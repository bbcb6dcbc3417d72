import { isAllowedLink } from '../allowed-link.ts'

import { all, isBlank, renamed, styleOf, unwrap } from './elements.ts'
import { type LeftOut, nothingLeftOut } from './left-out.ts'
import { placePictures, type PastedPicture, takePictures } from './pictures.ts'
import { cleanTables } from './clean-tables.ts'
import { makeLists } from './word-lists.ts'

export { isOwnCopy } from './own-copy.ts'
export type { LeftOut, PastedPicture }

export interface CleanClipboard {
  readonly html: string
  readonly left: LeftOut
  /** In the order in which they stand in `html`, each there as a picture with its `mark` for a hash. */
  readonly pictures: readonly PastedPicture[]
}

/**
 * The HTML that a program put on the clipboard, as the blocks it means: headings 3 and 4, lists within lists, tables without merged
 * cells, notes, links that lead somewhere safe, bold and italic, and the pictures that are in the clipboard themselves. Nothing else of
 * it is kept, and what was meant to be seen is counted. The document it is read into runs and loads nothing.
 *
 * @param files - pictures that are in the clipboard beside the HTML
 */
export function cleanClipboard(html: string, files: readonly File[] = []): CleanClipboard {
  const { documentElement, body } = new DOMParser().parseFromString(html, 'text/html')
  const counts = { ...nothingLeftOut }
  removeComments(body)
  counts.programs = removeAll(documentElement, 'script, iframe, object, embed, applet, frame')
  removeAll(body, unseen)
  // Nothing from elsewhere is a node of ours.
  for (const element of all(body, '[data-node]')) element.removeAttribute('data-node')
  // Word on the web marks the end of each paragraph.
  for (const end of all(body, '.EOP')) if (isBlank(end)) end.remove()
  counts.comments = removeRemarks(body)
  counts.deletions = removeDeletions(body)
  const taken = takePictures(documentElement, files)
  counts.images = taken.left
  tellSpeakers(body)
  makeFootnotes(body)
  makeHeadings(body)
  makeLists(body)
  cleanTables(body)
  makeQuotes(body)
  makeMarks(body)
  counts.links = cleanLinks(body)
  keepOnlyKnown(body)
  makeParagraphs(body)
  placePictures(body)
  return { html: body.innerHTML, left: counts, pictures: taken.pictures }
}

const unseen =
  'style, meta, link, title, base, template, noscript, xml, audio, video, canvas, math, map, input, button, select, textarea, hr, [hidden]'

function removeComments(body: HTMLElement): void {
  const walker = body.ownerDocument.createTreeWalker(body, 128)
  const comments: Node[] = []
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) comments.push(node)
  for (const comment of comments) comment.parentNode?.removeChild(comment)
}

/** @returns how many there were that held something, or would have fetched it */
function removeAll(body: HTMLElement, selector: string): number {
  const found = all(body, selector)
  for (const element of found) element.remove()
  return found.length
}

/** Remarks of readers: Word keeps them at the end of the text and at their places, Google Docs too. */
function removeRemarks(body: HTMLElement): number {
  const lists = all(body, '[style*="mso-element"]').filter((element) => styleOf(element, 'mso-element') === 'comment-list')
  const inLists = lists.flatMap((list) => all(list, '[style*="mso-element"]').filter((one) => styleOf(one, 'mso-element') === 'comment'))
  const anchors = all(body, 'a[href^="#_msocom"], a[href^="#cmnt"]').filter((anchor) => !lists.some((list) => list.contains(anchor)))
  const [places, endings] = [
    anchors.filter((anchor) => !(anchor.getAttribute('href') ?? '').startsWith('#cmnt_ref')),
    anchors.filter((anchor) => (anchor.getAttribute('href') ?? '').startsWith('#cmnt_ref')),
  ]
  for (const ending of endings) (ending.closest('div') ?? ending.closest('p') ?? ending).remove()
  for (const anchor of places) (anchor.closest('.MsoCommentReference, sup') ?? anchor).remove()
  for (const list of lists) list.remove()
  for (const rest of all(body, '.MsoCommentReference, .msocomanchor')) rest.remove()
  return Math.max(inLists.length, places.length)
}

function removeDeletions(body: HTMLElement): number {
  const deleted = all(body, 'del, .msoDel').filter((element) => element.parentElement?.closest('del, .msoDel') === null)
  const told = deleted.filter((element) => !isBlank(element)).length
  for (const element of deleted) element.remove()
  return told
}

/** WhatsApp writes in an attribute who said something and when; as plain text it stands before the words. */
function tellSpeakers(body: HTMLElement): void {
  for (const message of all(body, '[data-pre-plain-text]')) {
    const said = message.dataset['prePlainText'] ?? ''
    if (!(message.textContent ?? '').startsWith(said.trim())) message.prepend(said)
    for (const division of all(message, 'div')) unwrap(division)
    renamed(message, 'p')
  }
}

/** Notes of Word: a number in the text and the words at the end. */
function makeFootnotes(body: HTMLElement): void {
  const notes = all(body, '[style*="mso-element"]').filter((element) => /^(?:foot|end)note$/.test(styleOf(element, 'mso-element')))
  for (const note of notes) {
    for (const back of all(note, 'a[href^="#_ftnref"], a[href^="#_ednref"]')) back.remove()
    const text = (note.textContent ?? '').replaceAll(/\s+/g, ' ').trim().slice(0, 2000)
    note.remove()
    const place = all(body, 'a[href^="#_ftn"], a[href^="#_edn"]').find((anchor) => anchor.getAttribute('href') === `#_${note.id}`)
    if (place === undefined || text === '') continue
    const mark = body.ownerDocument.createElement('span')
    mark.dataset['node'] = 'footnote'
    mark.dataset['text'] = text
    place.replaceWith(mark)
  }
  for (const list of all(body, '[style*="mso-element"]')) if (/^(?:foot|end)note-list$/.test(styleOf(list, 'mso-element'))) list.remove()
}

/** The levels that a text uses, from its biggest: the first becomes 3, all others 4. */
function makeHeadings(body: HTMLElement): void {
  const found = all(body, 'h1, h2, h3, h4, h5, h6, [role="heading"], .MsoTitle, [style*="mso-outline-level"]').flatMap((element) => {
    const level = headingLevel(element)
    return level === null || isBlank(element) ? [] : [{ element, level }]
  })
  const biggest = Math.min(...found.map(({ level }) => level))
  for (const { element, level } of found) {
    for (const bold of all(element, 'b, strong')) unwrap(bold)
    const style = element.getAttribute('style') ?? ''
    const heading = renamed(element, level === biggest ? 'h3' : 'h4')
    // It may be an item of a list as well.
    if (style.includes('mso-list'))
      for (const marker of all(heading, '[style*="mso-list"]')) if (styleOf(marker, 'mso-list') === 'ignore') marker.remove()
  }
}

function headingLevel(element: HTMLElement): number | null {
  const [, tag] = /^H([1-6])$/.exec(element.tagName) ?? []
  if (tag !== undefined) return Number(tag)
  if (element.getAttribute('role') === 'heading') return Number(element.getAttribute('aria-level')) || 2
  if (element.classList.contains('MsoTitle')) return 0
  const outline = Number(styleOf(element, 'mso-outline-level'))
  return outline >= 1 && outline <= 6 && /^(?:P|DIV)$/.test(element.tagName) ? outline : null
}

/** What an answer repeats of the mail before it: a line at its left. */
function makeQuotes(body: HTMLElement): void {
  for (const element of all(body, 'div[style*="border-left"]')) {
    const line = styleOf(element, 'border-left')
    if (line !== '' && !/none|^0/.test(line) && element.closest('table, li') === null) renamed(element, 'blockquote')
  }
  for (const quote of all(body, 'blockquote')) {
    if (quote.parentElement?.closest('blockquote') !== null || quote.closest('td, th, li') !== null) {
      unwrap(quote)
      continue
    }
    for (const heading of all(quote, 'h1, h2, h3, h4, h5, h6')) renamed(heading, 'p')
    // A table stands beside a quote, not in it: the quote ends there.
    if (quote.querySelector('table') !== null) unwrap(quote)
  }
}

/** Bold and italic, however they are said; a bold that says it is none, as around all of a Google document, is none. */
function makeMarks(body: HTMLElement): void {
  for (const bold of all(body, 'b, strong')) {
    if (/^(?:normal|[1-4]00)$/.test(styleOf(bold, 'font-weight'))) unwrap(bold)
    else if (bold.closest('h3, h4') === null) renamed(bold, 'strong')
    else unwrap(bold)
  }
  for (const italic of all(body, 'i, em, cite')) {
    if (styleOf(italic, 'font-style') === 'normal') unwrap(italic)
    else renamed(italic, 'em')
  }
  for (const span of all(body, 'span[style]')) {
    if (isBlank(span) || span.dataset['node'] !== undefined) continue
    if (/^(?:bold|bolder|[6-9]00)$/.test(styleOf(span, 'font-weight')) && span.closest('strong, h3, h4, th') === null)
      wrapContent(span, 'strong')
    if (styleOf(span, 'font-style') === 'italic' && span.closest('em') === null) wrapContent(span, 'em')
  }
}

function wrapContent(element: Element, name: string): void {
  const made = element.ownerDocument.createElement(name)
  while (element.firstChild !== null) made.append(element.firstChild)
  element.append(made)
}

function cleanLinks(body: HTMLElement): number {
  let count = 0
  for (const link of all(body, 'a')) {
    const href = (link.getAttribute('href') ?? '').trim()
    if (isAllowedLink(href) && !isBlank(link)) link.setAttribute('href', href)
    else {
      // Places within the page lead nowhere here, and nobody misses them.
      if (href !== '' && !href.startsWith('#') && !isBlank(link)) count += 1
      unwrap(link)
    }
  }
  return count
}

const known = new Set(['P', 'H3', 'H4', 'UL', 'OL', 'LI', 'BLOCKQUOTE', 'TABLE', 'TR', 'TD', 'TH', 'STRONG', 'EM', 'A', 'BR', 'DIV'])
const attributes: Readonly<Record<string, readonly string[]>> = { A: ['href'], OL: ['start'], TABLE: ['data-headerrow'] }
const blocks = /^(?:P|H3|H4|UL|OL|LI|BLOCKQUOTE|TABLE|TR|TD|TH|DIV)$/
const divisions =
  /^(?:ADDRESS|ARTICLE|ASIDE|BODY|CENTER|DD|DETAILS|DL|DT|FIELDSET|FIGCAPTION|FIGURE|FOOTER|FORM|HEADER|MAIN|NAV|PRE|SECTION|SUMMARY)$/

/** From the innermost: everything else goes, and leaves its content. */
function keepOnlyKnown(body: HTMLElement): void {
  for (const element of all(body, '*').toReversed()) {
    // A note of theirs, or the place of a picture.
    const isOurs = element.dataset['node'] !== undefined
    if (divisions.test(element.tagName)) renamed(element, 'div')
    else if (!known.has(element.tagName) && !isOurs) unwrap(element)
    else {
      const keep = isOurs ? ['data-node', 'data-text', 'data-hash'] : (attributes[element.tagName] ?? [])
      for (const { name } of [...element.attributes]) if (!keep.includes(name)) element.removeAttribute(name)
    }
  }
  const walker = body.ownerDocument.createTreeWalker(body, 4)
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) node.textContent = cleanText(node.textContent ?? '')
}

// Characters that show nothing and break files; programs leave some of them where a page or a field was.
// eslint-disable-next-line no-control-regex -- finding control characters is the point
const invisible = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]/g

function cleanText(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(invisible, '')
    .replaceAll(/[ \t\r\n\u00a0]{2,}/g, ' ')
}

/** Divisions become paragraphs, or vanish around those they hold; empty paragraphs were only distance. */
function makeParagraphs(body: HTMLElement): void {
  for (const division of all(body, 'div').toReversed()) {
    if ([...division.children].some((child) => blocks.test(child.tagName))) {
      wrapLooseWords(division)
      unwrap(division)
    } else renamed(division, 'p')
  }
  // A paragraph that holds blocks is none.
  for (const paragraph of all(body, 'p, h3, h4').toReversed())
    if ([...paragraph.children].some((child) => blocks.test(child.tagName))) {
      wrapLooseWords(paragraph)
      unwrap(paragraph)
    }
  if ([...body.children].some((child) => blocks.test(child.tagName))) wrapLooseWords(body)
  for (const line of all(body, 'br')) if (line.parentElement === body) line.remove()
  for (const empty of all(body, 'p, h3, h4, li, ul, ol, blockquote, strong, em').toReversed())
    if (isBlank(empty) && empty.closest('td, th') === null) empty.remove()
}

function wrapLooseWords(around: HTMLElement): void {
  let line: HTMLElement | null = null
  for (const child of [...around.childNodes]) {
    if (child instanceof Element && blocks.test(child.tagName)) line = null
    else if (line !== null || !isBlank(child)) {
      if (line === null) {
        line = around.ownerDocument.createElement('p')
        child.before(line)
      }
      line.append(child)
    }
  }
}
