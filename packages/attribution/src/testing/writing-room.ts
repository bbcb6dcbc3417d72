import { extensions, schema, sectionJson, sectionRoot } from '@samskriv/document'
import { makeCareful } from '@samskriv/document/undo'
import type { ParticipantId, Sector, SectionKey, VoiceId } from '@samskriv/domain'
import { Editor } from '@tiptap/core'
import { Collaboration } from '@tiptap/extension-collaboration'
import { yUndoPluginKey } from '@tiptap/y-tiptap'
import * as Y from 'yjs'

import { Authorship } from '../authorship.ts'
import type { DeletedIds } from '../lately-deleted.ts'
import { observeNotes, type NoteObserver } from '../observe-notes.ts'
import { observeTransfer, type TransferObserver, type WordFollower } from '../observe-transfer.ts'
import type { DeletedRun, Override, Voice } from '../voice.ts'

export const summary = 'summary' as SectionKey
export const partners = 'partners' as SectionKey

/** All block types, so that nobody's undo takes away a block in which others have written. */
const protectedNodes = new Set(Object.values(schema.nodes).flatMap((type) => (type.isBlock && !type.isAtom ? [type.name] : [])))

// ProseMirror builds one for every paste; jsdom has none.
Object.assign(globalThis, { ClipboardEvent: class ClipboardEvent extends Event {} })

/** A server document with its authorship, and people who write in it with the product's own editor. */
export class WritingRoom {
  readonly doc = new Y.Doc()
  readonly authorship = new Authorship({})
  readonly transfer: TransferObserver
  readonly notes: NoteObserver
  readonly overrides: Override[] = []
  readonly buried: DeletedRun[] = []
  changedWithoutTyping = 0
  now = Date.UTC(2026, 0, 5, 9)
  readonly #writers: Writer[] = []

  /** @param followerOf - who follows the words of this document, if anybody */
  constructor(followerOf?: (doc: Y.Doc) => WordFollower) {
    this.authorship.addVoice(voice('server', 'other'))
    this.authorship.bind(this.doc.clientID, 'server' as VoiceId)
    const follower = followerOf?.(this.doc)
    this.notes = observeNotes(this.doc, this.authorship, { now: () => this.now })
    this.transfer = observeTransfer(this.doc, this.authorship, {
      now: () => this.now,
      ...(follower === undefined ? {} : { follower }),
    })
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      for (const writer of this.#writers) if (writer !== origin && writer.isOnline) writer.receive(update)
    })
  }

  join(name: string, sector: Sector, client?: number): Writer {
    if (!this.authorship.voices.has(name as VoiceId)) this.authorship.addVoice(voice(name, sector))
    const writer = new Writer(this, client)
    this.authorship.bind(writer.doc.clientID, name as VoiceId)
    this.#writers.push(writer)
    writer.connect()
    return writer
  }

  receive(writer: Writer, update: Uint8Array): void {
    this.now += 250
    this.doc.transact(() => {
      this.transfer.willDelete(deletesOf(update))
      Y.applyUpdate(this.doc, update)
    }, writer)
    const { overrides, buried, changedWithoutTyping } = this.transfer.take()
    const ofNotes = this.notes.take()
    this.overrides.push(...overrides, ...ofNotes.overrides)
    this.buried.push(...buried, ...ofNotes.buried)
    this.changedWithoutTyping += changedWithoutTyping
  }

  close(): void {
    this.transfer.stop()
    this.notes.stop()
    for (const writer of this.#writers) writer.close()
  }
}

export class Writer {
  readonly doc = new Y.Doc()
  isOnline = false
  readonly #room: WritingRoom
  readonly #editors = new Map<SectionKey, Editor>()

  constructor(room: WritingRoom, client?: number) {
    this.#room = room
    if (client !== undefined) this.doc.clientID = client
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== room && this.isOnline) room.receive(this, update)
    })
  }

  /** Exchanges what either side lacks, as one message each way. */
  connect(): void {
    const unsent = Y.encodeStateAsUpdate(this.doc, Y.encodeStateVector(this.#room.doc))
    this.isOnline = true
    this.#room.receive(this, unsent)
    this.receive(Y.encodeStateAsUpdate(this.#room.doc, Y.encodeStateVector(this.doc)))
  }

  disconnect(): void {
    this.isOnline = false
  }

  receive(update: Uint8Array): void {
    Y.applyUpdate(this.doc, update, this.#room)
  }

  /** Opened when first asked for, as a section is when it comes into view. */
  editor(section: SectionKey = summary): Editor {
    const open = this.#editors.get(section)
    if (open !== undefined) return open
    const editor = new Editor({
      element: document.createElement('div'),
      extensions: [
        ...extensions,
        Collaboration.configure({ fragment: this.doc.getXmlFragment(sectionRoot(section)), yUndoOptions: { protectedNodes } }),
      ],
    })
    makeCareful(undoOf(editor))
    this.#editors.set(section, editor)
    return editor
  }

  /** Ends the undo step, as half a second without typing does. */
  pause(section: SectionKey = summary): void {
    undoOf(this.editor(section)).stopCapturing()
  }

  json(section: SectionKey = summary): unknown {
    return sectionJson(this.doc, section)
  }

  close(): void {
    for (const editor of this.#editors.values()) editor.destroy()
  }
}

function undoOf({ state }: Editor): Y.UndoManager {
  const { undoManager } = yUndoPluginKey.getState(state) as { undoManager: Y.UndoManager }
  return undoManager
}

function deletesOf(update: Uint8Array): readonly DeletedIds[] {
  return [...Y.decodeUpdate(update).ds.clients].map(([client, ranges]) => ({
    client,
    ranges: ranges.flatMap(({ clock, len }) => [clock, len]),
  }))
}

function voice(name: string, sector: Sector): Voice {
  return { id: name as VoiceId, by: `p-${name}` as ParticipantId, typedBy: null, sector, mode: 'typed_by_self', confirmation: null }
}
