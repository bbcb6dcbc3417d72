import type { VoicedNode } from '@samskriv/attribution'
import type { Suggestion } from '@samskriv/database'
import type { TextBlock } from '@samskriv/sync-server'
import { atom, contentOf, flatText, slice, type Stretch } from './words-at.ts'

/** What becomes of paragraphs. */
export interface ChangedText {
  /** Those that stay, each with its new text. */
  readonly paired: readonly { readonly block: TextBlock; readonly text: string }[]
  /** New ones that follow; those of a suggestion `above` stand before the first instead. */
  readonly more: readonly string[]
  /** What stood behind the words, where it comes to stand at the end of another paragraph than its own. */
  readonly tail: readonly VoicedNode[]
  readonly gone: readonly TextBlock[]
}

/** What becomes of the paragraphs of a stretch when a suggestion is put in. Says what is to be done, and does nothing. */
export function changedText({ blocks, from, to }: Stretch, { place, proposed }: Pick<Suggestion, 'place' | 'proposed'>): ChangedText {
  const texts = proposed.map(({ text }) => text)
  const [first] = blocks
  const last = blocks.at(-1)
  if (first === undefined || last === undefined) return { paired: [], more: texts, tail: [], gone: [] }
  switch (place) {
    case 'instead':
      return blocks.length === 1 ? within(first, from, to, texts) : across(blocks, from, to, texts)
    case 'before':
      return within(first, from, from, texts)
    case 'after':
      return within(last, to, to, texts)
    case 'above':
    case 'below':
    case 'end':
      return { paired: [], more: texts, tail: [], gone: [] }
  }
}

function within(block: TextBlock, from: number, to: number, texts: readonly string[]): ChangedText {
  const content = contentOf(block)
  const flat = flatText(content)
  const [before, after] = [flat.slice(0, from), flat.slice(to)]
  const [text = '', ...more] = texts
  if (texts.length > 1) return { paired: [{ block, text: before + text }], more, tail: slice(content, to), gone: [] }
  if (texts.length === 1) return { paired: [{ block, text: before + text + after }], more: [], tail: [], gone: [] }
  const left = withoutGap(before, after)
  const isEmpty = left === '' && !flat.includes(atom)
  return { paired: isEmpty ? [] : [{ block, text: left }], more: [], tail: [], gone: isEmpty ? [block] : [] }
}

function across(blocks: readonly TextBlock[], from: number, to: number, texts: readonly string[]): ChangedText {
  const [first] = blocks
  const last = blocks.at(-1)
  const before = first === undefined ? '' : flatText(contentOf(first)).slice(0, from)
  const rest = last === undefined ? [] : contentOf(last)
  const after = flatText(rest).slice(to)
  const kept = Math.min(blocks.length, Math.max(texts.length, before === '' ? 0 : 1))
  const paired = blocks.slice(0, kept).map((block, place) => ({ block, text: (place === 0 ? before : '') + (texts[place] ?? '') }))
  if (kept === 0 && after !== '' && last !== undefined)
    return { paired: [{ block: last, text: after.trimStart() }], more: [], tail: [], gone: blocks.slice(0, -1) }
  // The last one keeps what stands behind the words, where nothing new comes between.
  const isLastKept = kept === blocks.length && texts.length <= kept
  const end = paired.at(-1)
  if (isLastKept && end !== undefined) paired[paired.length - 1] = { ...end, text: end.text + after }
  const tail = isLastKept || after === '' ? [] : slice(rest, to)
  return { paired, more: texts.slice(kept), tail, gone: blocks.slice(kept) }
}

/** Where words between two blanks go, one of the blanks goes with them. */
function withoutGap(before: string, after: string): string {
  if (before === '' || before.endsWith('\n')) return before + after.replace(/^ /, '')
  if (after === '' || /^[ \n]/.test(after)) return before.replace(/ $/, '') + after
  return before + after
}
