import { sectionRoot } from '@samskriv/document'
import type { SectionKey } from '@samskriv/domain'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { applyAwarenessUpdate, Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness'
import * as Y from 'yjs'

import { onOthersEdits } from './others-edits.ts'

const summary = 'summary' as SectionKey
const partners = 'partners' as SectionKey

/** Two pages of one study; what is done on the one is heard of on the other. */
class Two {
  readonly mine = new Y.Doc()
  readonly theirs = new Y.Doc()
  readonly here = new Awareness(this.mine)
  readonly there = new Awareness(this.theirs)
  readonly heard: string[] = []
  readonly stop: () => void

  constructor() {
    this.here.setLocalState({ user: { name: 'Amina', participant: 'amina', sector: 'community' }, section: summary })
    this.theirs.on('update', (update: Uint8Array) => Y.applyUpdate(this.mine, update, 'socket'))
    for (const key of [summary, partners]) for (const doc of [this.mine, this.theirs]) doc.getXmlFragment(sectionRoot(key))
    this.stop = onOthersEdits(this.mine, this.here, ({ by, section }) => this.heard.push(`${by.name}: ${section}`))
  }

  /** The other page is in a section. */
  goTo(section: SectionKey, who = { name: 'Per', participant: 'per', sector: 'public' }): void {
    this.there.setLocalState({ user: who, section })
    applyAwarenessUpdate(this.here, encodeAwarenessUpdate(this.there, [this.there.clientID]), 'socket')
  }

  write(section: SectionKey, words: string): void {
    const paragraph = new Y.XmlElement('paragraph')
    paragraph.insert(0, [new Y.XmlText(words)])
    this.theirs.getXmlFragment(sectionRoot(section)).push([paragraph])
  }

  close(): void {
    this.stop()
    this.here.destroy()
    this.there.destroy()
  }
}

describe('hearing of others’ edits', () => {
  let two: Two
  beforeEach(() => {
    vi.useFakeTimers()
    two = new Two()
  })
  afterEach(() => {
    two.close()
    vi.useRealTimers()
  })

  test('comes once for a spell of writing, when it is over', () => {
    two.goTo(summary)
    for (const words of ['One.', 'Two.', 'Three.']) {
      two.write(summary, words)
      vi.advanceTimersByTime(1_000)
    }
    expect(two.heard).toEqual([])
    vi.advanceTimersByTime(5_000)
    expect(two.heard).toEqual(['Per: summary'])
  })

  test('comes now and then while somebody writes on and on', () => {
    two.goTo(summary)
    for (let second = 0; second < 65; second += 1) {
      two.write(summary, 'More.')
      vi.advanceTimersByTime(1_000)
    }
    expect(two.heard).toEqual(['Per: summary', 'Per: summary'])
  })

  test('names the section that was changed, and the words that were only taken out too', () => {
    two.goTo(summary)
    two.write(summary, 'One.')
    two.goTo(partners)
    two.write(partners, 'Two.')
    vi.advanceTimersByTime(5_000)
    two.theirs.getXmlFragment(sectionRoot(partners)).delete(0, 1)
    vi.advanceTimersByTime(5_000)
    expect(two.heard).toEqual(['Per: summary', 'Per: partners', 'Per: partners'])
  })

  test('names who wrote before it was told that they are there', () => {
    two.goTo(summary)
    two.write(partners, 'At once.')
    vi.advanceTimersByTime(5_000)
    expect(two.heard).toEqual(['Per: partners'])
  })

  test('says nothing of what one does oneself, here or on another device', () => {
    two.goTo(summary, { name: 'Amina', participant: 'amina', sector: 'community' })
    two.write(summary, 'From my phone.')
    two.mine.getXmlFragment(sectionRoot(summary)).delete(0, 1)
    vi.advanceTimersByTime(5_000)
    expect(two.heard).toEqual([])
  })
})
