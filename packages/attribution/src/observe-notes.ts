import type { VoiceId } from '@samskriv/domain'
import * as Y from 'yjs'

import type { Authorship } from './authorship.ts'
import { graveyardLifetimeMs, shortestReturn } from './graveyard.ts'
import type { Transferred } from './observe-transfer.ts'
import { saidIn } from './said-in-attribute.ts'
import type { DeletedRun, Override } from './voice.ts'

export interface NoteObserver {
  /** What happened to notes and pictures since it was last taken; nearly always nothing. */
  take(): Pick<Transferred, 'overrides' | 'buried'>
  stop(): void
}

/** What a note or a picture said, or says, with the id that holds it. */
interface Said {
  readonly text: string
  readonly client: number
  readonly clock: number
}

const nothing: ReturnType<NoteObserver['take']> = { overrides: [], buried: [] }

/**
 * Keeps notes, and what pictures show, in the voice that said them, as `observeTransfer` keeps text: where they say in another place what was
 * said in one that is gone. In every transaction, also in one that carries its own voices: those know text only.
 *
 * @see rule AT29 in packages/attribution/README.md
 */
export function observeNotes(doc: Y.Doc, authorship: Authorship, { now }: { readonly now: () => number }): NoteObserver {
  const { graveyard } = authorship
  let overrides: Override[] = []
  let buried: DeletedRun[] = []

  const ownVoice = ({ client, clock }: Said): VoiceId | undefined => authorship.soleVoice(client, clock, 1)

  const buriedVoice = (text: string, at: number): VoiceId | undefined => {
    const run = graveyard.find(text)
    if (run === undefined || run.deletedAt <= at - graveyardLifetimeMs) return undefined
    const [first, ...others] = run.voices
    return others.length === 0 ? first?.voice : undefined
  }

  /** @returns what stands nowhere now */
  const keep = (inserted: readonly Said[], deleted: readonly Said[], at: number): readonly Said[] => {
    const left = [...deleted]
    for (const { text, client, clock } of inserted) {
      const place = left.findIndex((one) => one.text === text)
      const [taken] = place < 0 ? [] : left.splice(place, 1)
      const voice = taken === undefined ? buriedVoice(text, at) : ownVoice(taken)
      const movedBy = authorship.voiceOf(client)
      if (voice === undefined || movedBy === undefined || movedBy === voice) continue
      const override = { client, clock, length: 1, voice, movedBy }
      authorship.overrides.add(override)
      overrides.push(override)
    }
    return left
  }

  const bury = (said: Said, deletedAt: number): void => {
    const voice = ownVoice(said)
    if (voice === undefined || said.text.length < shortestReturn) return
    const run = { text: said.text, voices: [{ length: said.text.length, voice }], deletedAt }
    graveyard.bury(run)
    buried.push(run)
  }

  const onTransaction = (transaction: Y.Transaction): void => {
    if (!mayChangeNotes(transaction)) return
    const deleted = deletedSaid(transaction)
    const inserted = insertedSaid(transaction)
    if (deleted.length === 0 && inserted.length === 0) return
    const at = now()
    for (const said of keep(inserted, deleted, at)) bury(said, at)
  }

  doc.on('afterTransaction', onTransaction)
  return {
    take() {
      if (overrides.length === 0 && buried.length === 0) return nothing
      const taken = { overrides, buried }
      overrides = []
      buried = []
      return taken
    },
    stop: () => doc.off('afterTransaction', onTransaction),
  }
}

/** Nearly every transaction changes the letters of texts only. */
function mayChangeNotes({ changed }: Y.Transaction): boolean {
  for (const type of changed.keys()) if (!(type instanceof Y.XmlText)) return true
  return false
}

function deletedSaid({ deleteSet, beforeState, doc }: Y.Transaction): readonly Said[] {
  const said: Said[] = []
  for (const [client, ranges] of deleteSet.clients) {
    const known = beforeState.get(client) ?? 0
    for (const { clock, len } of ranges) said.push(...saidBetween(doc, client, clock, Math.min(clock + len, known), true))
  }
  return said
}

function insertedSaid({ afterState, beforeState, doc }: Y.Transaction): readonly Said[] {
  const said: Said[] = []
  for (const [client, after] of afterState) {
    const before = beforeState.get(client) ?? 0
    if (after > before) said.push(...saidBetween(doc, client, before, after, false))
  }
  return said
}

function saidBetween({ store }: Y.Doc, client: number, from: number, to: number, isGone: boolean): readonly Said[] {
  const structs = store.clients.get(client)
  const said: Said[] = []
  if (structs === undefined || from >= to) return said
  for (let index = Y.findIndexSS(structs, from); index < structs.length; index += 1) {
    const item = structs[index]
    if (item === undefined || item.id.clock >= to) break
    const text = item instanceof Y.Item && item.deleted === isGone ? saidIn(item) : null
    if (text !== null) said.push({ text, ...item.id })
  }
  return said
}
