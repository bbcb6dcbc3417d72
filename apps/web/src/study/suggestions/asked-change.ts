import type { MakeSuggestion } from '@samskriv/protocol/http-suggestions'

import type { CommentTarget, SuggestedPlace } from '../threads/desk.ts'

/** What somebody suggests to do with words, or at a place. */
export const changeKinds = ['instead', 'delete', 'after', 'here', 'above', 'below', 'form', 'end'] as const
export type ChangeKind = (typeof changeKinds)[number]

export type Form = NonNullable<MakeSuggestion['blocks'][number]['form']>
export const forms = ['paragraph', 'heading-3', 'heading-4', 'bullet', 'numbered', 'quote'] as const satisfies readonly Form[]

/** What can be suggested there, the likeliest first. */
export function kindsAt({ place }: SuggestedPlace): readonly ChangeKind[] {
  switch (place) {
    case 'instead':
      return ['instead', 'delete', 'after', 'below', 'form']
    case 'before':
    case 'after':
      return ['here', 'above', 'below']
    case 'end':
      return ['end']
  }
}

/** What a form holds. */
export interface AskedChange {
  readonly kind: ChangeKind
  readonly words: string
  readonly form: Form
}

/** What is sent; null when it would change nothing. */
export function placedChange(
  target: CommentTarget,
  suggests: SuggestedPlace,
  { kind, words, form }: AskedChange,
): Pick<MakeSuggestion, 'place' | 'blocks'> | null {
  const paragraphs = target.paragraphs ?? target.anchor?.quote.split('\n') ?? []
  const text = words.trim()
  if (kind === 'delete') return { place: 'instead', blocks: [] }
  if (kind === 'form') return { place: 'instead', blocks: paragraphs.map((one) => ({ text: one, form })) }
  if (text === '') return null
  const blocks = paragraphsOf(text, paragraphs).map((one) => ({ text: one }))
  switch (kind) {
    case 'instead':
      return text === paragraphs.join('\n') ? null : { place: 'instead', blocks }
    case 'after':
      return { place: 'after', blocks: spaced(blocks, { before: target.anchor?.quote.slice(-1) ?? '', after: '' }) }
    case 'here':
      return {
        place: suggests.place === 'before' ? 'before' : 'after',
        blocks: spaced(blocks, suggests.beside ?? { before: '', after: '' }),
      }
    case 'above':
    case 'below':
    case 'end':
      return { place: kind, blocks }
  }
}

/**
 * The paragraphs of what was written, one for each line. Lines that stood in one paragraph, with a line break between, stay in one.
 *
 * @param before - the paragraphs as they were
 */
export function paragraphsOf(text: string, before: readonly string[]): readonly string[] {
  const lines = text.split('\n').map((line) => line.trimEnd())
  const known = before.flatMap((paragraph) => {
    const own = paragraph.split('\n')
    return own.map((line, index) => ({ line, isBroken: index < own.length - 1 }))
  })
  const isAsMany = lines.length === known.length
  const paragraphs: string[] = []
  let isBroken = false
  for (const [index, line] of lines.entries()) {
    if (isBroken) paragraphs.push(`${paragraphs.pop() ?? ''}\n${line}`)
    else paragraphs.push(line)
    const next = lines[index + 1]
    isBroken = isAsMany
      ? known[index]?.isBroken === true
      : known.some((one, place) => one.isBroken && (one.line === line || known[place + 1]?.line === next))
  }
  return paragraphs.filter((paragraph) => paragraph.trim() !== '')
}

/** Blanks between new words and the letters they come to stand beside. */
function spaced(
  blocks: readonly { readonly text: string }[],
  { before, after }: NonNullable<SuggestedPlace['beside']>,
): { text: string }[] {
  return blocks.map(({ text }, index) => {
    const isFirst = index === 0 && before.trim() !== '' && !/^[\s.,;:!?)\]…’”»]/u.test(text)
    const isLast = index === blocks.length - 1 && after !== '' && !/^[\s.,;:!?)\]…’”»]/u.test(after)
    return { text: `${isFirst ? ' ' : ''}${text}${isLast ? ' ' : ''}` }
  })
}
