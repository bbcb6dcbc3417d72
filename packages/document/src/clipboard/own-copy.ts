import { contentRules } from '../content-rules.ts'
import { all } from './elements.ts'

/**
 * Whether some HTML is what an editor of ours has copied, so that it may go in as it is. A page that is made with the same editor says the
 * same of its slices, so there is more to it: the mark that our copies carry, nothing but what our text can hold, and a slice that our
 * schema can take. Whoever writes all that by hand has written one of our copies.
 *
 * @param mark - the attribute with which the first element says where it was copied
 */
export function isOwnCopy(html: string, mark: string): boolean {
  // Nothing that is long is read for nothing.
  if (!html.includes(mark)) return false
  const { head, body } = new DOMParser().parseFromString(html, 'text/html')
  const slices = all(body, `[${slice}]`)
  if (all(body, `[${mark}]`).length !== 1 || slices.length !== 1) return false
  // Browsers name the letters of a clipboard there, and nothing else of ours stands in it.
  if (all(head, ':not(meta)').length > 0 || !isOwnSlice(slices[0]?.getAttribute(slice) ?? '')) return false
  return all(body, '*').every((element) => {
    const known = attributesOf(element)
    return known !== undefined && [...element.attributes].every(({ name }) => name === mark || name === slice || known.includes(name))
  })
}

/** As ProseMirror writes it: how deep both ends are open, and what stands around the slice. */
const slice = 'data-pm-slice'
const sliceValue = /^\d{1,2} \d{1,2}(?: -\d{1,2})? (\[.*\])$/s

const elements: Readonly<Record<string, readonly string[]>> = {
  P: [],
  H3: [],
  H4: [],
  UL: [],
  OL: ['start'],
  LI: [],
  BLOCKQUOTE: [],
  TABLE: ['data-headerrow'],
  TBODY: [],
  TR: [],
  TD: [],
  STRONG: [],
  EM: [],
  A: ['href', 'target', 'rel'],
  BR: [],
}

/** Those that an element of our copies may have; undefined for one that stands in none. */
function attributesOf(element: HTMLElement): readonly string[] | undefined {
  const { node } = element.dataset
  if (node === undefined) return elements[element.tagName]
  const names = contentRules.attributes.get(node)
  return names === undefined ? undefined : ['data-node', ...Array.from(names.keys(), (name) => `data-${name.toLowerCase()}`)]
}

/** What stands around a slice becomes part of the text without having been read as HTML is: its attributes are checked here. */
function isOwnSlice(value: string): boolean {
  const around = parsed(sliceValue.exec(value)?.[1] ?? '')
  if (!Array.isArray(around) || around.length % 2 !== 0) return false
  return around.every((name: unknown, index) => {
    if (index % 2 === 1) return true
    const checks = typeof name === 'string' ? contentRules.attributes.get(name) : undefined
    const attributes: unknown = around[index + 1]
    if (checks === undefined) return false
    if (attributes === null) return true
    return typeof attributes === 'object' && Object.entries(attributes).every(([of, is]) => checks.get(of)?.(is) === true)
  })
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return null
  }
}
