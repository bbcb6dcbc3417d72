import type { SourceRange } from '@samskriv/protocol/frames'
import { Extension } from '@tiptap/core'
import { DOMSerializer, type Fragment, type Schema } from '@tiptap/pm/model'
import { Plugin, PluginKey, type Transaction } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { getState, type XmlFragment } from 'yjs'

import { copiedFrom, markCopy } from './copied-from.ts'
import { idsBetween, since } from './ids-between.ts'
import type { Pastes } from './pastes.ts'
import { isPretendedCopy } from './pretended-copy.ts'

interface PasteSourcesOptions {
  readonly fragment: XmlFragment
  readonly pastes: Pastes
}

/** Where what is about to be put in comes from: these ids, somewhere else (null), or its old place in this text. */
type Origin = readonly SourceRange[] | null | 'moved'

/** The part of the text that was pasted, and how far this page's own ids reached before. */
interface Place {
  readonly from: number
  readonly to: number
  readonly clock: number
  readonly origin: Origin
}

const key = new PluginKey<Place | null>('pasteSources')

/** Marks what is copied with where it stands, and says of what is pasted where it came from. */
export const PasteSources = Extension.create<PasteSourcesOptions>({
  name: 'pasteSources',
  // Before what is pasted is cleaned, which takes the mark of a copy off.
  priority: 960,

  addProseMirrorPlugins() {
    return [pasteSources(this.editor.schema, this.options)]
  },
})

function pasteSources(schema: Schema, { fragment, pastes }: PasteSourcesOptions): Plugin {
  let view: EditorView | null = null
  let origin: Origin = null
  let told: Place | null = null

  const selected = (): readonly SourceRange[] => {
    if (view === null) return []
    const { doc, selection } = view.state
    return idsBetween(doc, fragment, selection.from, selection.to)
  }
  const onCopy = (copy: Node): void => {
    const from = selected()
    markCopy(copy, pastes.place, from)
    pastes.lastCopy = { text: squeezed(copy.textContent ?? ''), from }
  }
  const tell = (now: EditorView): void => {
    const place = key.getState(now.state) ?? null
    if (place === null || place === told) return
    told = place
    const { from, to, clock } = place
    const client = fragment.doc?.clientID
    if (place.origin === 'moved' || client === undefined) return
    const ranges = since(idsBetween(now.state.doc, fragment, from, to), client, clock)
    const words = now.state.doc.textBetween(from, to, ' ', ' ').split(/\s+/).filter(Boolean).length
    if (ranges.length > 0) pastes.add({ ranges, words, from: place.origin })
  }

  return new Plugin<Place | null>({
    key,
    state: {
      init: () => null,
      apply(transaction, before) {
        if (isPaste(transaction)) return { ...partOf(transaction), clock: ownClock(fragment), origin }
        if (before === null || transaction.getMeta('appendedTransaction') === undefined) return null
        const { mapping } = transaction
        return { ...before, from: mapping.map(before.from, -1), to: mapping.map(before.to, 1) }
      },
    },
    props: {
      clipboardSerializer: new CopySerializer(schema, onCopy),
      transformPastedHTML(html) {
        const from = copiedFrom(html, pastes.place)
        const isBelieved = from !== null && fragment.doc !== null && !isPretendedCopy(fragment.doc, from, squeezed(textIn(html)))
        origin = isBelieved ? from : null
        return html
      },
      transformPastedText(text) {
        const { lastCopy } = pastes
        origin = lastCopy !== null && lastCopy.text === squeezed(text) ? lastCopy.from : null
        return text
      },
      handleDrop(now, _event, _slice, moved) {
        // Dragged within this text; what comes from elsewhere has been read as if it were pasted.
        if (now.dragging !== null) origin = moved ? 'moved' : selected()
        return false
      },
    },
    // After the section has got the text: the plugin that brings it there stands before this one.
    view: (opened) => {
      view = opened
      return { update: tell, destroy: () => (view = null) }
    },
  })
}

/** Hands out each copy once it is whole. */
class CopySerializer extends DOMSerializer {
  readonly #onCopy: (copy: Node) => void

  constructor(schema: Schema, onCopy: (copy: Node) => void) {
    super(DOMSerializer.nodesFromSchema(schema), DOMSerializer.marksFromSchema(schema))
    this.#onCopy = onCopy
  }

  override serializeFragment(fragment: Fragment, options?: { document?: Document }, target?: HTMLElement | DocumentFragment) {
    const copy = super.serializeFragment(fragment, options, target)
    if (target === undefined) this.#onCopy(copy)
    return copy
  }
}

function isPaste(transaction: Transaction): boolean {
  return transaction.docChanged && (transaction.getMeta('paste') === true || transaction.getMeta('uiEvent') === 'drop')
}

/** What a transaction put in, as places of the text after it. */
function partOf({ mapping, doc }: Transaction): { from: number; to: number } {
  let from = doc.content.size
  let to = 0
  for (const [index, map] of mapping.maps.entries()) {
    map.forEach((_oldFrom, _oldTo, newFrom, newTo) => {
      const later = mapping.slice(index + 1)
      from = Math.min(from, later.map(newFrom, -1))
      to = Math.max(to, later.map(newTo, 1))
    })
  }
  return { from: Math.min(from, to), to }
}

function ownClock({ doc }: XmlFragment): number {
  return doc === null ? 0 : getState(doc.store, doc.clientID)
}

function textIn(html: string): string {
  return new DOMParser().parseFromString(html, 'text/html').body.textContent ?? ''
}

/** Line ends and spaces are not the same everywhere. */
function squeezed(text: string): string {
  return text.replaceAll(/\s+/g, '')
}
