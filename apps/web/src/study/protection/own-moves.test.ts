// @vitest-environment jsdom
import { spansOfSection } from '@samskriv/attribution'
import { extensions, sectionRoot } from '@samskriv/document'
import type { ParticipantId, SectionKey, VoiceId } from '@samskriv/domain'
import { Editor } from '@tiptap/core'
import { afterEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'

import { ObservedValue } from '@samskriv/sync-client'
import { SectionSync } from '../editor/section-sync.ts'
import { SharedUndo } from '../editor/shared-undo.ts'
import { HeardVoices } from '../voices/heard-voices.ts'
import { DraggedAway } from './dragged-away.ts'
import { type GuardState, GuardedWords } from './guarded-words.ts'
import { followOwnMoves } from './own-moves.ts'
import { GuardOfVoices } from './word-guard.ts'

const section = 'summary' as SectionKey
const root = sectionRoot(section)
const unheard = 'unheard' as VoiceId
const said = 'We asked for a ramp by the lift.'
const editors: Editor[] = []

afterEach(() => {
  for (const editor of editors.splice(0)) editor.destroy()
})

/** A page of somebody of the council, in which a resident's sentence stands; the server has told whose it is, and is silent from then on. */
function aPage() {
  const hers = new Y.Doc()
  hers.clientID = 5
  const paragraph = new Y.XmlElement('paragraph')
  hers.getXmlFragment(root).push([paragraph])
  paragraph.push([new Y.XmlText(said)])
  const doc = new Y.Doc()
  doc.clientID = 9
  const heard = new HeardVoices(() => unheard)
  const amina = { id: 'v-amina', by: 'amina', name: 'Amina', typedBy: null, sector: 'community', mode: 'typed_by_self' } as const
  heard.begin({ epoch: 1, seq: 1, voices: [amina], clients: [[5, amina.id]], overrides: [] }, [])
  const until = new AbortController()
  followOwnMoves(doc, heard, until.signal)
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(hers), 'server')
  const attempts: string[] = []
  const guard = new GuardOfVoices({
    doc,
    heard,
    hand: { participant: 'per' as ParticipantId, sector: 'public' },
    dragged: new DraggedAway(document, until.signal),
    isGuarded: () => true,
    isForCommunity: () => false,
    onAttempt: (_, { after }) => attempts.push(after),
  })
  const fragment = doc.getXmlFragment(root)
  const editor = new Editor({
    element: document.createElement('div'),
    injectCSS: false,
    extensions: [
      ...extensions,
      GuardedWords.configure({ section, guard: new ObservedValue<GuardState>(guard) }),
      SectionSync.configure({ fragment, undo: new SharedUndo([fragment]) }),
    ],
  })
  editors.push(editor)
  const whose = () => spansOfSection(doc, section, heard.authorship).map(({ text, voice }) => [text, voice])
  const caretBefore = (words: string): void => {
    editor.state.doc.descendants((node, position) => {
      const at = node.text?.indexOf(words) ?? -1
      if (at >= 0) editor.commands.setTextSelection(position + at)
    })
  }
  const type = (words: string): void => editor.view.dispatch(editor.state.tr.insertText(words))
  return { editor, attempts, whose, caretBefore, type }
}

describe('words of the community that are moved here, before the server tells whose they are', () => {
  const moves: readonly (readonly [string, (page: ReturnType<typeof aPage>) => unknown])[] = [
    ['made a list of', ({ editor }) => editor.commands.toggleBulletList()],
    ['made a heading of', ({ editor }) => editor.commands.toggleHeading({ level: 3 })],
    ['put into a quotation', ({ editor }) => editor.commands.toggleBlockquote()],
    [
      'made a list of and taken out of it again',
      ({ editor }) => {
        editor.commands.toggleOrderedList()
        editor.commands.toggleOrderedList()
      },
    ],
    [
      'split in two',
      ({ editor, caretBefore }) => {
        caretBefore('by the lift')
        editor.commands.splitBlock()
      },
    ],
    [
      'cut and pasted',
      ({ editor }) => {
        editor.view.dispatch(editor.state.tr.delete(1, 1 + said.length).setMeta('uiEvent', 'cut'))
        editor.view.dispatch(editor.state.tr.insertText(said).setMeta('uiEvent', 'paste'))
      },
    ],
  ]

  test.each(moves)('are theirs when they are %s, and ask before they are changed', (_, move) => {
    const page = aPage()
    move(page)
    expect(new Set(page.whose().map(([, voice]) => voice))).toEqual(new Set(['v-amina']))
    expect(page.attempts).toEqual([])
    page.caretBefore('ramp')
    page.type('steep ')
    expect(page.attempts).toHaveLength(1)
    expect(page.attempts[0]).toContain('a steep ramp')
    expect(
      page
        .whose()
        .map(([text]) => text)
        .join(''),
    ).not.toContain('steep')
  })

  test('leave those who write beside them their own', () => {
    const page = aPage()
    page.editor.commands.toggleBulletList()
    page.editor.commands.setTextSelection(page.editor.state.doc.content.size)
    page.type(' The council agrees.')
    expect(page.attempts).toEqual([])
    expect(page.whose()).toEqual([
      [said, 'v-amina'],
      [' The council agrees.', unheard],
    ])
  })
})
