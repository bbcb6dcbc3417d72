import { spansOfBlock, isVoicedText, type CharacterId, type VoicedNode } from '@samskriv/attribution'
import { sectionRoot } from '@samskriv/document'
import { isProtectedFrom, type ParticipantId, type Sector, type SectionKey, type VoiceId } from '@samskriv/domain'
import type { Transaction } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { type Doc, XmlElement } from 'yjs'

import type { HeardVoices } from '../voices/heard-voices.ts'
import { attemptIn, type Attempt, type Letter, type Whose } from './attempt.ts'
import { HeldComposition } from './held-composition.ts'
import type { DraggedAway } from './dragged-away.ts'
import type { WordGuard } from './guarded-words.ts'

interface Hand {
  readonly participant: ParticipantId
  readonly sector: Sector | null
}

interface Guarding {
  readonly doc: Doc
  readonly hand: Hand
  readonly heard: HeardVoices
  readonly dragged: DraggedAway
  readonly isGuarded: (section: SectionKey) => boolean
  /** Whether what is written now is said by somebody of the community. */
  readonly isForCommunity: () => boolean
  readonly onAttempt: (section: SectionKey, attempt: Attempt) => void
}

/** Keeps the community's words from the hand of another sector, and asks in the place of a change for a suggestion. */
export class GuardOfVoices implements WordGuard {
  readonly #guarding: Guarding
  #held: HeldComposition | null = null

  constructor(guarding: Guarding) {
    this.#guarding = guarding
  }

  readonly allows: WordGuard['allows'] = (section, view, transaction) => {
    // What is cut waits at the server for being pasted.
    if (transaction.getMeta('uiEvent') === 'cut') return true
    const attempt = this.#attemptIn(section, view, transaction)
    if (attempt === null) return true
    if (attempt.isDeletion && this.#guarding.dragged.leaves(view.dom)) return true
    this.#guarding.onAttempt(section, attempt)
    return false
  }

  readonly onComposition: WordGuard['onComposition'] = (section, view, { type, data }) => {
    if (type === 'compositionstart' && this.#held === null && this.wouldHarm(section, view)) this.#held = new HeldComposition(view)
    if (this.#held === null) return false
    if (type === 'compositionend') {
      const written = this.#held.end(data)
      this.#held = null
      if (written !== null) view.dispatch(written)
    }
    return true
  }

  /** Where a letter can't be put in, none is composed: it would be in the text before it is known what it is. */
  readonly wouldHarm: WordGuard['wouldHarm'] = (section, view) => {
    const { tr, selection } = view.state
    return this.#attemptIn(section, view, tr.insertText('x', selection.from, selection.to)) !== null
  }

  readonly keeps: WordGuard['keeps'] = (section, { client, clock }) => {
    const { isGuarded, heard } = this.#guarding
    const voice = heard.authorship.soleVoice(client, clock, 1)
    return voice !== undefined && isGuarded(section) && this.#isProtected(voice)
  }

  #isProtected(voice: VoiceId): boolean {
    const { heard, hand } = this.#guarding
    const said = heard.facts.get(voice)
    if (said === undefined) return false
    const { by, typedBy, sector, mode } = said
    const words = { sector, mode, by: by as ParticipantId, typedBy: typedBy as ParticipantId | null }
    return isProtectedFrom(words, hand)
  }

  #attemptIn(section: SectionKey, view: EditorView, transaction: Transaction): Attempt | null {
    const { isGuarded, isForCommunity } = this.#guarding
    if (!isGuarded(section)) return null
    const whose: Whose = {
      lettersOf: (first, end) => this.#lettersOf(section, view, first, end),
      isForCommunity: isForCommunity(),
      isProtected: (voice) => this.#isProtected(voice),
    }
    return attemptIn(transaction, whose)
  }

  /** Null in the moment in which the editor and the copy differ. */
  #lettersOf(section: SectionKey, { state: { doc: page } }: EditorView, first: number, end: number): readonly Letter[] | null {
    const { doc, heard } = this.#guarding
    const root = doc.getXmlFragment(sectionRoot(section))
    const letters: Letter[] = []
    let at = 0
    for (let index = 0; index < end; index += 1) {
      const node = page.child(index)
      if (index >= first) {
        const block = root.get(index)
        if (!(block instanceof XmlElement)) return null
        const said = lettersIn(spansOfBlock(block, heard.authorship))
        let place = 0
        let isSame = true
        const start = at + 1
        node.descendants((text, position) => {
          if (!text.isText || text.text === undefined) return
          for (let unit = 0; unit < text.text.length; unit += 1) {
            const letter = said[place + unit]
            if (letter === undefined || letter.unit !== text.text[unit]) isSame = false
            else letters.push({ at: start + position + unit, id: letter.id, voice: letter.voice })
          }
          place += text.text.length
        })
        if (!isSame || place !== said.length) return null
      }
      at += node.nodeSize
    }
    return letters
  }
}

interface SaidLetter {
  readonly unit: string
  readonly id: CharacterId
  readonly voice: VoiceId
}

function lettersIn(node: VoicedNode): readonly SaidLetter[] {
  if (!isVoicedText(node)) return (node.content ?? []).flatMap(lettersIn)
  const { text, voice, ranges } = node
  let at = 0
  return ranges.flatMap(({ client, clock, length }) =>
    Array.from({ length }, (_, place) => ({ unit: text[at++] ?? '', id: { client, clock: clock + place }, voice })),
  )
}
