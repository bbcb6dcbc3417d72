import { all, styleOf, unwrap } from './elements.ts'

interface Item {
  readonly element: HTMLElement
  /** From 1. */
  readonly level: number
  readonly isOrdered: boolean
  readonly start: number
}

/** So many levels within each other fit into a section; deeper ones stand in the last. */
const deepest = 6
const numbered = /^\(?(?:\d{1,4}|[a-z]{1,2}|[ivxlc]{1,6})[.)]/i

/**
 * Word writes lists as paragraphs that only say which level of which list they are in, and Word on the web as a list of its own for each
 * item; both become lists within lists. Google Docs and old pages put a list straight into a list: it goes into the item before it.
 */
export function makeLists(root: ParentNode): void {
  nestLists(root)
  for (const items of runsOf([...paragraphItems(root), ...webItems(root)])) build(items)
  for (const marker of all(root, '[style*="mso-list"]')) if (styleOf(marker, 'mso-list') === 'ignore') marker.remove()
  for (const list of all(root, 'ul, ol')) if (depthOf(list) > deepest) flatten(list)
}

function paragraphItems(root: ParentNode): readonly Item[] {
  return all(root, '[style*="mso-list"]').flatMap((element): readonly Item[] => {
    const [, level] = /level(\d+)/.exec(styleOf(element, 'mso-list')) ?? []
    if (level === undefined || !/^(?:p|h[1-6]|div)$/i.test(element.tagName)) return []
    const marker = all(element, '[style*="mso-list"]').find((inside) => styleOf(inside, 'mso-list') === 'ignore')
    const sign = (marker?.textContent ?? '').replaceAll('\u00a0', ' ').trim()
    marker?.remove()
    return [{ element, level: Number(level), isOrdered: numbered.test(sign), start: Number.parseInt(sign.replace('(', ''), 10) || 1 }]
  })
}

function webItems(root: ParentNode): readonly Item[] {
  return all(root, 'li[data-aria-level], li[data-listid]').map((item) => {
    const list = item.parentElement
    const level = Number(item.dataset['ariaLevel'] ?? item.getAttribute('aria-level')) || 1
    const isOrdered = list?.tagName === 'OL'
    const start = Number(list?.getAttribute('start')) || 1
    // What stands around each item says nothing.
    const element = item.ownerDocument.createElement('div')
    while (item.firstChild !== null) element.append(item.firstChild)
    outermostOf(item).replaceWith(element)
    return { element, level, isOrdered, start }
  })
}

/** The list and the wrapper that hold this one item alone. */
function outermostOf(item: Element): Element {
  let outermost = item
  while (outermost.parentElement !== null && outermost.parentElement.tagName !== 'BODY' && outermost.parentElement.children.length === 1)
    outermost = outermost.parentElement
  if (outermost.tagName !== 'LI') return outermost
  const { parentElement: list } = outermost
  if (list === null) return outermost
  const place = item.ownerDocument.createElement('div')
  list.before(place)
  item.remove()
  return place
}

/** Items that follow one another with nothing between them. */
function runsOf(items: readonly Item[]): readonly (readonly Item[])[] {
  const runs: Item[][] = []
  for (const item of items) {
    const run = runs.at(-1)
    const last = run?.at(-1)
    if (run !== undefined && last !== undefined && nextElement(last.element) === item.element) run.push(item)
    else runs.push([item])
  }
  return runs
}

function nextElement(element: Element): Element | null {
  let next: ChildNode | null = element.nextSibling
  while (next !== null && !(next instanceof Element) && (next.nodeType === 8 || next.textContent?.trim() === '')) next = next.nextSibling
  return next instanceof Element ? next : null
}

function build(items: readonly Item[]): void {
  const [first] = items
  if (first === undefined) return
  const place = first.element.ownerDocument.createElement('div')
  first.element.before(place)
  const open: { list: HTMLElement; level: number }[] = []
  for (const { element, level, isOrdered, start } of items) {
    const depth = Math.min(level, deepest)
    while (open.length > 0 && (open.at(-1)?.level ?? 0) > depth) open.pop()
    const wanted = isOrdered ? 'OL' : 'UL'
    const current = open.at(-1)
    if (current === undefined || current.level < depth || current.list.tagName !== wanted) {
      if (current !== undefined && current.level === depth) open.pop()
      const list = element.ownerDocument.createElement(wanted)
      if (isOrdered && start !== 1) list.setAttribute('start', String(start))
      const parent = open.at(-1)?.list.lastElementChild ?? place
      parent.append(list)
      open.push({ list, level: depth })
    }
    const item = element.ownerDocument.createElement('li')
    const paragraph = element.ownerDocument.createElement('p')
    while (element.firstChild !== null) paragraph.append(element.firstChild)
    item.append(paragraph)
    open.at(-1)?.list.append(item)
    element.remove()
  }
  unwrap(place)
}

function nestLists(root: ParentNode): void {
  for (const list of all(root, 'ul > ul, ul > ol, ol > ul, ol > ol')) {
    const before = list.previousElementSibling
    if (before?.tagName === 'LI') before.append(list)
    else {
      const item = list.ownerDocument.createElement('li')
      list.replaceWith(item)
      item.append(list)
    }
  }
}

function depthOf(list: Element): number {
  let depth = 0
  for (let around: Element | null = list; around !== null; around = around.parentElement) if (/^[UO]L$/.test(around.tagName)) depth += 1
  return depth
}

/** Its items go behind the item that holds it. */
function flatten(list: Element): void {
  const item = list.closest('li')
  if (item === null) return
  for (const inner of [...list.children].toReversed()) item.after(inner)
  list.remove()
}
