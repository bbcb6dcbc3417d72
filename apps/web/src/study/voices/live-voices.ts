import { isVoicedText, spansOfBlock, spansOfBlocks, type VoicedElement, type VoicedNode } from '@samskriv/attribution'
import { sectionRoot } from '@samskriv/document'
import { type Sector, sectorLetter, type SectionKey, type VoiceId } from '@samskriv/domain'
import type { StudyVoices } from '@samskriv/protocol/http'
import type { Node } from '@tiptap/pm/model'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import { type Doc, XmlElement } from 'yjs'

import { drawSoon } from '../editor/draw-soon.ts'
import type { Drawer } from '../editor/drawn-later.ts'
import type { OpenCopy, Self } from '../study-context.ts'
import { HeardVoices } from './heard-voices.ts'
import type { Said, SaidNode, ShownVoices } from './shown-voices.ts'
import { stripOf, type StripPart } from './strip.ts'
import './live-voices.css'

interface LiveVoicesOptions extends Pick<OpenCopy, 'doc' | 'writerOf'> {
  /** The person here, whose newest words the server has not confirmed yet. Null for who only reads. */
  readonly self: Self | null
  /** What a participant is called who spoke after the state was fetched. */
  readonly nameOf: (participant: string) => string | undefined
  /** Of somebody whose words are written down here. */
  readonly sectorOf: (participant: string) => Sector | null
  /** What is shown of words that somebody of that name pasted. */
  readonly pastedBy: (name: string) => string
}

const mine = 'mine' as VoiceId
const somebody = 'somebody' as VoiceId

/** Whose words are whose in one open copy: the state as it was fetched, and every piece of news since. */
export class LiveVoices implements ShownVoices {
  readonly #doc: Doc
  readonly #writerOf: LiveVoicesOptions['writerOf']
  readonly #nameOf: LiveVoicesOptions['nameOf']
  readonly #sectorOf: LiveVoicesOptions['sectorOf']
  readonly #pastedBy: LiveVoicesOptions['pastedBy']
  readonly #listeners = new Set<() => void>()
  /** Of voices that only this device knows of. */
  readonly #said = new Map<VoiceId, Said>()
  readonly #heard = new HeardVoices((client) => this.#voiceOfUnbound(client))
  /** Blocks of an editor that are marked as they are to be; whoever moves them moves their marks. */
  readonly #drawn = new Map<SectionKey, WeakSet<Node>>()

  constructor({ doc, writerOf, self, nameOf, sectorOf, pastedBy }: LiveVoicesOptions) {
    this.#doc = doc
    this.#writerOf = writerOf
    this.#nameOf = nameOf
    this.#sectorOf = sectorOf
    this.#pastedBy = pastedBy
    this.#said.set(mine, { sector: self?.sector ?? 'unknown', name: self?.name ?? '' })
    this.#said.set(somebody, { sector: 'unknown', name: '' })
  }

  /** @param since - what was pushed while the state was on its way */
  begin(state: StudyVoices, since: readonly unknown[]): void {
    this.#heard.begin(state, since)
    this.#tell()
  }

  /** @param pushed - of any kind */
  take(pushed: unknown): void {
    if (this.#heard.take(pushed)) this.#tell()
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  readonly nodes = (section: SectionKey): readonly SaidNode[] => this.#blocks(section).map((block) => this.#saidNode(block))

  readonly after: Drawer['after'] = (section, { doc, mapping }, before, isRemote) => {
    if (before === DecorationSet.empty) return before
    return isRemote ? this.#marks(section, doc, DecorationSet.empty) : before.map(mapping, doc)
  }

  readonly follow: Drawer['follow'] = ({ view, section, drawn, draw }) => {
    const soon = drawSoon(view, () => draw(this.#marks(section, view.state.doc, drawn())))
    const unfollow = this.subscribe(soon.ask)
    soon.ask()
    return {
      onText: soon.ask,
      stop: () => {
        unfollow()
        soon.stop()
      },
    }
  }

  /** Block by block: what was drawn before stays on blocks that are as they were. A block whose text is not that of the copy waits. */
  #marks(section: SectionKey, doc: Node, before: DecorationSet): DecorationSet {
    const blocks = this.#doc.share.has(sectionRoot(section)) ? this.#doc.getXmlFragment(sectionRoot(section)).toArray() : []
    // In the moment between two changes the editor and the copy differ; what is drawn then would be wrong.
    if (blocks.length !== doc.childCount) return before
    const known = before === DecorationSet.empty ? undefined : this.#drawn.get(section)
    const done = known ?? new WeakSet<Node>()
    this.#drawn.set(section, done)
    const outdated: Decoration[] = []
    const drawn: Decoration[] = []
    doc.forEach((node, from, index) => {
      const block = blocks[index]
      if (done.has(node) || !(block instanceof XmlElement)) return
      const marks = this.#marksOf(spansOfBlock(block, this.#heard.authorship), node, from)
      if (marks === null) return
      const to = from + node.nodeSize
      outdated.push(...before.find(from, to, () => true).filter((mark) => mark.from >= from && mark.to <= to))
      drawn.push(...marks)
      done.add(node)
    })
    return before.remove(outdated).add(doc, drawn)
  }

  /** @returns null while the block's text is another than the editor's */
  #marksOf(block: VoicedElement, node: Node, from: number): readonly Decoration[] | null {
    const marks: Decoration[] = []
    const parts: StripPart[] = []
    const runs = new Runs(block)
    node.descendants((text, position) => {
      if (!text.isText) return
      const start = from + 1 + position
      for (const { at, length, voice } of runs.take(text.text ?? '')) {
        const said = this.#saidOf(voice)
        parts.push({ sector: said.sector, length })
        marks.push(Decoration.inline(start + at, start + at + length, attributesOf(said)))
      }
    })
    if (!runs.fits) return null
    const strip = stripOf(parts)
    if (strip !== null) marks.push(Decoration.node(from, from + node.nodeSize, strip))
    return marks
  }

  /** Nobody has heard of its words yet but this device. */
  #voiceOfUnbound(client: number): VoiceId {
    const writer = this.#writerOf(client)
    if (writer === null || writer.speaker === null) return writer === null ? somebody : mine
    const id = `written for ${writer.speaker}` as VoiceId
    const sector = this.#sectorOf(writer.speaker) ?? 'unknown'
    this.#said.set(id, { name: this.#nameOf(writer.speaker) ?? '', sector })
    return id
  }

  #tell(): void {
    this.#drawn.clear()
    for (const listener of this.#listeners) listener()
  }

  #blocks(section: SectionKey): readonly VoicedElement[] {
    return spansOfBlocks(this.#doc, section, this.#heard.authorship)
  }

  #saidOf(voice: VoiceId): Said {
    const heard = this.#heard.facts.get(voice)
    if (heard === undefined) return this.#said.get(voice) ?? { sector: 'unknown', name: '' }
    // A voice that was new when the state was fetched had no name there yet.
    const name = this.#nameOf(heard.by) ?? heard.name ?? ''
    return { name: heard.mode === 'pasted' && name !== '' ? this.#pastedBy(name) : name, sector: heard.sector ?? 'unknown' }
  }

  #saidNode(node: VoicedNode): SaidNode {
    if (isVoicedText(node)) {
      const { type, text, marks, voice } = node
      return { type, text, ...(marks === undefined ? {} : { marks: [...marks] }), said: this.#saidOf(voice) }
    }
    const { type, attrs, content } = node
    return {
      type,
      ...(attrs === undefined ? {} : { attrs }),
      ...(content === undefined ? {} : { content: content.map((child) => this.#saidNode(child)) }),
    }
  }
}

/** The texts of a block in order, cut where an editor cuts them. */
class Runs {
  readonly #texts: { readonly text: string; readonly voice: VoiceId }[] = []
  #index = 0
  #used = 0
  fits = true

  constructor(block: VoicedElement) {
    const visit = (node: VoicedNode): void => {
      if (isVoicedText(node)) this.#texts.push(node)
      else node.content?.forEach(visit)
    }
    visit(block)
  }

  *take(text: string): Generator<{ at: number; length: number; voice: VoiceId }> {
    for (let at = 0; at < text.length;) {
      const run = this.#texts[this.#index]
      const length = Math.min((run?.text.length ?? 0) - this.#used, text.length - at)
      if (run === undefined || run.text.slice(this.#used, this.#used + length) !== text.slice(at, at + length)) {
        this.fits = false
        return
      }
      yield { at, length, voice: run.voice }
      at += length
      this.#used += length
      if (this.#used === run.text.length) {
        this.#index += 1
        this.#used = 0
      }
    }
  }
}

function attributesOf({ sector, name }: Said): Record<string, string> {
  return {
    class: 'said',
    'data-sector': sector,
    ...(sector === 'unknown' ? {} : { 'data-letter': sectorLetter[sector] }),
    ...(name === '' ? {} : { title: name }),
  }
}
