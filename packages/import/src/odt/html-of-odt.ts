import type { Element as HastElement, ElementContent as HastContent, Root } from 'hast'
import type { Element, ElementContent } from 'xast'

import { allOf, childrenOf, textOf, valueOf } from '../archive/read-xml.ts'
import { momentOf, nameOf, remarkOf } from '../clean-characters.ts'
import type { DraftComment } from '../draft.ts'
import type { RemarkEdge } from '../html/line.ts'
import type { Noticed } from '../noticed.ts'
import type { Look, OdtStyles } from './styles.ts'

export interface OdtPage {
  readonly root: Root
  readonly comments: readonly DraftComment[]
  readonly edges: ReadonlyMap<HastElement, RemarkEdge>
  /** As its style says, not its properties. */
  readonly title: string
}

/** The text of an OpenDocument file in the elements of a page, with its remarks apart. */
export function htmlOfOdt(text: Element, styles: OdtStyles, noticed: Noticed): OdtPage {
  const edges = new Map<HastElement, RemarkEdge>()
  const notes: HastElement[] = []
  const found: { comment: DraftComment; name: string; parent: string | undefined }[] = []
  const numbers = new Map<string, number>()
  let title = ''
  /** Whether words come of a style that hides them, until one within shows them. */
  let isHidden = false
  const children = contentOf(text, [])
  return { root: { type: 'root', children: [...children, h('ol', {}, notes)] }, comments: threads(found), edges, title }

  function contentOf(element: Element, lists: readonly string[]): HastContent[] {
    return element.children.flatMap((child) => nodesOf(child, lists))
  }

  function nodesOf(node: ElementContent, lists: readonly string[]): HastContent[] {
    if (node.type === 'text' || node.type === 'cdata') return isHidden ? [] : [{ type: 'text', value: node.value }]
    if (node.type !== 'element') return []
    if (isHidden && !inLine.has(node.name)) return hide(node)
    const style = valueOf(node, 'text:style-name')
    const inner = (): HastContent[] => contentOf(node, lists)
    switch (node.name) {
      case 'text:h':
        return shown(node, styles.look(style, 'paragraph'), false, () => [
          h(`h${Math.min(Math.max(Number(valueOf(node, 'text:outline-level') ?? 1) || 1, 1), 6)}`, {}, inner()),
        ])
      case 'text:p':
        return shown(node, styles.look(style, 'paragraph'), false, () => paragraph(node, style, lists))
      case 'text:span':
        return span(node, style, inner)
      case 'text:a':
        return [h('a', { href: valueOf(node, 'xlink:href') ?? '' }, span(node, style, inner))]
      case 'text:section':
        return isSectionHidden(node) ? hide(node) : inner()
      case 'text:s':
        return [{ type: 'text', value: ' ' }]
      case 'text:tab':
        return [{ type: 'text', value: '\t' }]
      case 'text:line-break':
        return [h('br')]
      case 'text:list': {
        // Numbered headings are items of a list.
        if (allOf(node, 'text:h').length > 0) return childrenOf(node).flatMap((item) => contentOf(item, lists))
        const names = [...lists, style ?? lists.at(-1) ?? '']
        return [h(styles.isNumbered(names.at(-1), names.length) ? 'ol' : 'ul', startOf(node), contentOf(node, names))]
      }
      case 'text:list-item':
      case 'text:list-header':
        return [h('li', {}, inner())]
      case 'table:table':
        return [h('table', {}, [h('tbody', {}, inner())])]
      case 'table:table-header-rows':
        return childrenOf(node, 'table:table-row').flatMap((row) => rowOf(row, 'th', lists))
      case 'table:table-row':
        return rowOf(node, 'td', lists)
      case 'text:note':
        return note(node)
      case 'draw:frame':
        return frame(node, lists)
      case 'draw:text-box':
        return [h('div', {}, inner())]
      case 'draw:object':
      case 'draw:object-ole':
        noticed.add(allOf(node, 'math').length > 0 ? 'formulas' : 'files-inside')
        return []
      case 'office:annotation':
        return annotation(node)
      case 'office:annotation-end': {
        const remark = numbers.get(valueOf(node, 'office:name') ?? '')
        return remark === undefined ? [] : [edge({ type: 'edge', remark, end: 'end' })]
      }
      case 'text:tracked-changes':
        noticed.add('tracked-changes', childrenOf(node, 'text:changed-region').length)
        return []
      case 'text:hidden-text':
      case 'text:hidden-paragraph':
        noticed.add('hidden-text')
        return []
      case 'text:conditional-text':
      case 'text:expression':
      case 'text:database-display':
      case 'text:dde-connection':
      case 'text:execute-macro':
        noticed.add('fields')
        return inner()
      case 'text:ruby':
        return ['text:ruby-base', 'text:ruby-text'].flatMap((part) => childrenOf(node, part).flatMap((each) => contentOf(each, lists)))
      case 'text:table-of-content':
      case 'text:alphabetical-index':
      case 'text:illustration-index':
      case 'text:user-index':
      case 'text:table-index':
      case 'text:object-index':
        if (textOf(node).trim() !== '') noticed.add('contents')
        return []
      case 'office:event-listeners':
      case 'text:script':
        noticed.add('programs')
        return []
      default:
        if (unread.has(node.name)) return []
        if (/^(?:draw|dr3d):/.test(node.name)) noticed.add('drawings')
        // Of what is unknown the words are kept.
        return inner()
    }
  }

  /** What a style hides, but for words in it that another style shows. */
  function shown(node: Element, { hidden = isHidden }: Look, isInLine: boolean, read: () => HastContent[]): HastContent[] {
    if (hidden && (isInLine || !showsAgain(node))) return hide(node)
    const outer = isHidden
    isHidden = hidden
    if (hidden) noticed.add('hidden-text')
    const content = read()
    isHidden = outer
    return content
  }

  function showsAgain(node: Element): boolean {
    return allOf(node, 'text:span').some((each) => styles.look(valueOf(each, 'text:style-name'), 'text').hidden === false)
  }

  /** Remarks in it are still remarks. */
  function hide(node: Element): HastContent[] {
    if (wordsOf(node).trim() !== '') noticed.add('hidden-text')
    for (const remark of node.name === 'office:annotation' ? [node] : allOf(node, 'office:annotation')) annotation(remark)
    return []
  }

  function isSectionHidden(node: Element): boolean {
    const display = valueOf(node, 'text:display')
    return display === 'none' || (display === 'condition' && valueOf(node, 'text:is-hidden') === 'true')
  }

  function paragraph(node: Element, style: string | undefined, lists: readonly string[]): HastContent[] {
    const content = contentOf(node, lists)
    if (styles.comesOf(style, /^Title$/)) {
      if (title === '') title = textOf(node)
      return [h('h1', {}, content)]
    }
    if (styles.comesOf(style, /^Quotations$/)) return [h('blockquote', {}, [h('p', {}, content)])]
    return [h('p', styles.comesOf(style, /^(?:Caption|Illustration|Figure|Drawing)$/) ? { className: ['caption'] } : {}, content)]
  }

  function span(node: Element, style: string | undefined, inner: () => HastContent[]): HastContent[] {
    const look = styles.look(style, 'text')
    return shown(node, look, look.hidden === true, () => {
      const lifted = look.raised ? [h(look.raised, {}, inner())] : inner()
      const shown = look.struck === true ? [h('s', {}, lifted)] : lifted
      const slanted = look.italic === true ? [h('em', {}, shown)] : shown
      return look.bold === true ? [h('strong', {}, slanted)] : slanted
    })
  }

  function rowOf(row: Element, name: 'td' | 'th', lists: readonly string[]): HastContent[] {
    const visibility = valueOf(row, 'table:visibility') ?? 'visible'
    return visibility === 'visible' ? [h('tr', {}, cellsOf(row, name, lists))] : hide(row)
  }

  function cellsOf(row: Element, name: 'td' | 'th', lists: readonly string[]): HastContent[] {
    return childrenOf(row).flatMap((cell): HastContent[] => {
      if (cell.name !== 'table:table-cell') return hide(cell)
      const [wide, high] = [valueOf(cell, 'table:number-columns-spanned'), valueOf(cell, 'table:number-rows-spanned')]
      const times = Math.min(Number(valueOf(cell, 'table:number-columns-repeated') ?? 1) || 1, 50)
      const spans = { ...(wide === undefined ? {} : { colSpan: wide }), ...(high === undefined ? {} : { rowSpan: high }) }
      return Array.from({ length: times }, () => h(name, spans, contentOf(cell, lists)))
    })
  }

  /** As a page has it: a link to the note and one back. */
  function note(node: Element): HastContent[] {
    const number = notes.length + 1
    const body = childrenOf(node, 'text:note-body').flatMap((each) => contentOf(each, []))
    notes.push(h('li', { id: `note-${number}` }, [...body, h('a', { href: `#ref-${number}` }, [])]))
    return [h('a', { href: `#note-${number}`, id: `ref-${number}` }, [{ type: 'text', value: `${number}` }])]
  }

  function frame(node: Element, lists: readonly string[]): HastContent[] {
    const [image] = childrenOf(node, 'draw:image')
    if (image === undefined) return contentOf(node, lists)
    // A frame that holds an object shows a picture of it.
    if (childrenOf(node).some(({ name }) => name.startsWith('draw:object'))) {
      noticed.add('files-inside')
      return []
    }
    const said = childrenOf(node, 'svg:desc')[0] ?? childrenOf(node, 'svg:title')[0]
    return [h('img', { src: valueOf(image, 'xlink:href') ?? '', alt: said === undefined ? '' : textOf(said) })]
  }

  function annotation(node: Element): HastContent[] {
    const remark = found.length
    const name = valueOf(node, 'office:name') ?? ''
    if (name !== '') numbers.set(name, remark)
    const child = (of: string): string => childrenOf(node, of).map((each) => textOf(each))[0] ?? ''
    found.push({
      name,
      parent: valueOf(node, 'loext:parent-name'),
      comment: {
        remark,
        author: nameOf(child('dc:creator')),
        at: momentOf(child('dc:date')),
        text: remarkOf([...childrenOf(node, 'text:p'), ...allOf(node, 'text:list-item')].map(lineOf).join('\n')),
        resolved: valueOf(node, 'loext:resolved') === 'true',
        replies: [],
      },
    })
    return [edge({ type: 'edge', remark, end: 'start' })]
  }

  function edge(of: RemarkEdge): HastElement {
    const element = h('a')
    edges.set(element, of)
    return element
  }
}

const unread: ReadonlySet<string> = new Set([
  'text:sequence-decls', 'text:variable-decls', 'text:user-field-decls', 'text:bookmark', 'text:bookmark-start', 'text:bookmark-end', 'text:note-citation',
  'office:forms', 'office:scripts', 'office:binary-data', 'text:bibliography-source', 'text:soft-page-break', 'text:change', 'text:change-start', 'text:change-end', 'table:table-column', 'table:table-columns',
  'table:covered-table-cell', 'table:title', 'table:desc', 'svg:desc', 'svg:title', 'text:page-number', 'text:page-count',
]) // prettier-ignore

/** What is looked into although its words are hidden: a style within may show some. */
const inLine: ReadonlySet<string> = new Set(['text:span', 'text:a'])

/** All that is written in an element, but for remarks. */
function wordsOf(element: Element): string {
  return element.name === 'office:annotation'
    ? ''
    : element.children
        .map((child) => (child.type === 'element' ? wordsOf(child) : child.type === 'text' || child.type === 'cdata' ? child.value : ''))
        .join('')
}

function h(tagName: string, properties: HastElement['properties'] = {}, children: HastContent[] = []): HastElement {
  return { type: 'element', tagName, properties, children }
}

function startOf(list: Element): HastElement['properties'] {
  const start = childrenOf(list, 'text:list-item').map((item) => valueOf(item, 'text:start-value'))[0]
  return start === undefined ? {} : { start }
}

/** With its spaces and breaks. */
function lineOf(element: Element): string {
  return element.children
    .map((child) => {
      if (child.type === 'text' || child.type === 'cdata') return child.value
      if (child.type !== 'element') return ''
      if (child.name === 'text:line-break') return '\n'
      return child.name === 'text:s' || child.name === 'text:tab' ? ' ' : lineOf(child)
    })
    .join('')
}

function threads(
  found: readonly { readonly comment: DraftComment; readonly name: string; readonly parent: string | undefined }[],
): readonly DraftComment[] {
  const said = found.filter(({ comment }) => comment.text !== '')
  const byName = new Map(said.filter(({ name }) => name !== '').map((each) => [each.name, each]))
  const rootOf = (each: (typeof said)[number]): (typeof said)[number] => {
    let root = each
    for (let step = 0; step < 50; step += 1) root = byName.get(root.parent ?? '') ?? root
    return root
  }
  const replies = Map.groupBy(
    said.filter((each) => rootOf(each) !== each),
    rootOf,
  )
  return said
    .filter((each) => rootOf(each) === each)
    .map((each) => ({
      ...each.comment,
      replies: (replies.get(each) ?? []).map(({ comment: { author, at, text } }) => ({ author, at, text })),
    }))
}
