// @vitest-environment jsdom
import type { Editor } from '@tiptap/core'
import { describe, expect, test, vi } from 'vitest'
import * as Y from 'yjs'

import { aSection, paste } from './a-section.fixture.ts'

const aDot = 'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
const lines = Array.from({ length: 400 }, (_, number) => `Line ${number} of a long page.`)
const htmlOf = (of: readonly string[]): string => of.map((line) => `<p class="theirs">${line}</p>`).join('')

function linesOf(editor: Editor): readonly string[] {
  return editor.state.doc.content.content.map(({ textContent }) => textContent)
}

function aSectionWith(...words: readonly string[]) {
  const content = words.map((text) => ({ type: 'paragraph', content: text === '' ? [] : [{ type: 'text', text }] }))
  return aSection({ type: 'doc', content })
}

/** Does something once so much of a long paste is in: between two parts, however fast they follow each other. */
async function whenIn(part: number, { pastes }: Pick<ReturnType<typeof aSection>, 'pastes'>, act: () => void): Promise<void> {
  await new Promise<void>((resolve) => {
    const unfollow = pastes.progress.subscribe(() => {
      if ((pastes.progress.get()?.done ?? -1) < part) return
      unfollow()
      act()
      resolve()
    })
  })
}

/** The long paste is in, or out again. */
async function settled({ pastes, undo }: Pick<ReturnType<typeof aSection>, 'pastes' | 'undo'>): Promise<void> {
  await vi.waitFor(() => expect([pastes.progress.get(), undo.depth().canUndo || undo.depth().canRedo]).toEqual([null, true]), {
    timeout: 10_000,
  })
}

describe('a long paste', () => {
  test('comes in parts, whole and in order, and one step back takes all of it out again', async () => {
    const section = aSectionWith('Before.', '', 'After.')
    const { editor, pastes, undo } = section
    editor.commands.setTextSelection(10)
    const told: number[] = []
    pastes.progress.subscribe(() => told.push(pastes.progress.get()?.done ?? 1))
    paste(editor, htmlOf(lines))
    await settled(section)
    expect(linesOf(editor)).toEqual(['Before.', ...lines, 'After.'])
    expect(told.length).toBeGreaterThan(5)
    expect(told).toEqual(told.toSorted((a, b) => a - b))
    expect(editor.state.selection.$head.parent.textContent).toBe(lines.at(-1))
    undo.undo()
    expect(linesOf(editor)).toEqual(['Before.', '', 'After.'])
    undo.redo()
    expect(linesOf(editor)).toEqual(['Before.', ...lines, 'After.'])
  })

  test.each([
    ['at the end of a line, goes on in it', 8, ['Before.Line 0 of a long page.', ...lines.slice(1), 'After.']],
    ['within a line, leaves the rest of it a line', 4, ['BefLine 0 of a long page.', ...lines.slice(1), 'ore.', 'After.']],
    ['at the beginning of a line, goes before it', 1, [...lines, 'Before.', 'After.']],
  ])('%s', async (_what, caret, expected) => {
    const section = aSectionWith('Before.', 'After.')
    section.editor.commands.setTextSelection(caret)
    paste(section.editor, htmlOf(lines))
    await settled(section)
    expect(linesOf(section.editor)).toEqual(expected)
  })

  test('takes the place of what is selected', async () => {
    const section = aSectionWith('Before.', 'After.')
    section.editor.commands.selectAll()
    paste(section.editor, htmlOf(lines))
    await settled(section)
    expect(linesOf(section.editor)).toEqual(lines)
  })

  test('is one paste to its author: every word of it is told, and asked about once', async () => {
    const section = aSectionWith('')
    const { editor, pastes, notes, doc } = section
    const asked: number[] = []
    paste(editor, htmlOf(lines))
    await settled(section)
    asked.push(pastes.question.get()?.words ?? 0)
    expect(asked).toEqual([lines.join(' ').split(' ').length])
    expect(new Set(notes.map(({ kind }) => kind))).toEqual(new Set(['outside']))
    const text = (pastes.question.get()?.ranges ?? []).flatMap(([client, clock, length]) =>
      (doc.store.clients.get(client) ?? []).flatMap((struct) =>
        struct instanceof Y.Item &&
        struct.content instanceof Y.ContentString &&
        struct.id.clock >= clock &&
        struct.id.clock < clock + length
          ? [struct.content.str]
          : [],
      ),
    )
    expect(text.join('')).toBe(lines.join(''))
  })

  test.each([
    ['by its button', ({ pastes }: ReturnType<typeof aSection>) => pastes.progress.get()?.stop()],
    ['by a step back', ({ undo }: ReturnType<typeof aSection>) => void undo.undo()],
  ])('is stopped %s, and nothing of it stays', async (_how, stop) => {
    const section = aSectionWith('Before.', '')
    const { editor, pastes } = section
    editor.commands.setTextSelection(10)
    const stopped = whenIn(0.2, section, () => stop(section))
    paste(editor, htmlOf(lines))
    await stopped
    await settled(section)
    expect(linesOf(editor)).toEqual(['Before.', ''])
    expect(pastes.question.get()).toBeNull()
  })

  test('goes on where it was while others write before it', async () => {
    const section = aSectionWith('Before.', '')
    const { editor, doc, fragment } = section
    editor.commands.setTextSelection(10)
    const written = whenIn(0.2, section, () =>
      doc.transact(() => {
        const line = new Y.XmlElement('paragraph')
        line.insert(0, [new Y.XmlText('Theirs.')])
        fragment.insert(0, [line])
      }, 'somebody else'),
    )
    paste(editor, htmlOf(lines))
    await written
    await settled(section)
    expect(linesOf(editor)).toEqual(['Theirs.', 'Before.', ...lines])
  })

  test('asks about its pictures in the end, each at its place', async () => {
    const section = aSectionWith('')
    const { editor, brought, doc } = section
    const picture = `<p><img src="${aDot}" alt="A wall"></p>`
    paste(editor, `${picture}${htmlOf(lines.slice(0, 150))}${picture}${htmlOf(lines.slice(150))}${picture}`)
    await settled(section)
    await vi.waitFor(() => expect(brought).toHaveLength(3), { timeout: 10_000 })
    expect(linesOf(editor)).toEqual(lines)
    const places = brought.map(({ place }) => (place === null ? null : Y.createAbsolutePositionFromRelativePosition(place, doc)?.index))
    expect(places).toEqual([0, 150, 400])
  })

  test('of much HTML shows that it is read, and can be stopped before anything of it is in', async () => {
    const section = aSectionWith('Before.')
    const { editor, pastes } = section
    const page = `<p onclick="x()">${'The walls were wet for three winters. '.repeat(40)}</p>`.repeat(80)
    const stopped = whenIn(0, section, () => pastes.progress.get()?.stop())
    paste(editor, page)
    await stopped
    await vi.waitFor(() => expect(pastes.progress.get()).toBeNull(), { timeout: 10_000 })
    expect(linesOf(editor)).toEqual(['Before.'])
    paste(editor, page)
    await vi.waitFor(() => expect(linesOf(editor)).toHaveLength(80), { timeout: 10_000 })
  })
})
