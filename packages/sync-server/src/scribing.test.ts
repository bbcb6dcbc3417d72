import { spansOfSection } from '@samskriv/attribution'
import type { ParticipantId, SectionKey } from '@samskriv/domain'
import { closeCodes, encodeVoice } from '@samskriv/protocol/frames'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'

import { RawClient } from './testing/clients.ts'
import { aStudy, sectionKeys, serveRooms, type ServedRooms } from './testing/serve-rooms.ts'
import { until } from './testing/until.ts'
import { addParagraph, textOf } from './testing/writing.ts'
import type { Speaker } from './update-store.ts'

const aSpeaker = (name: string, managedBy: string): Speaker => ({
  participant: `participant-${name}` as ParticipantId,
  sector: 'community',
  name,
  managedBy: `participant-${managedBy}` as ParticipantId,
})
const mairi = aSpeaker('mairi', 'per')
const ofSomebodyElse = aSpeaker('iain', 'eli')

let served: ServedRooms
beforeEach(async () => {
  served = await serveRooms()
  served.store.of(aStudy).speakers = [mairi, ofSomebodyElse]
  served.admit('per', { sector: 'public' })
})
afterEach(() => served.close())

const come = (person = 'per') => RawClient.joined(served.url, person)

/** Adds a paragraph under another clientID than the page's own. */
function writeAs(client: RawClient, id: number, text: string): void {
  const own = client.doc.clientID
  client.doc.clientID = id
  addParagraph(client.doc, text)
  client.doc.clientID = own
}

/** Each stretch of the summary: whose words, by whose hand, how, in which sector. */
const said = () =>
  served.rooms.read(aStudy, ({ doc, authorship, voices }) =>
    spansOfSection(doc, 'summary' as SectionKey, authorship).map(({ text, voice: id }) => {
      const voice = voices.find((known) => known.id === id)
      return [text, voice?.by, voice?.typedBy, voice?.mode, voice?.sector]
    }),
  )
const byMairi = ['participant-mairi', 'participant-per', 'scribed_unconfirmed', 'community']
const byPer = ['participant-per', null, 'typed_by_self', 'public']

describe('writing down what somebody says', () => {
  test('[PR35] words under a declared clientID are the speaker’s, typed by the session’s participant and unconfirmed; the others its own', async () => {
    const per = await come()
    addParagraph(per.doc, 'We met by the harbour.')
    per.declare(77, mairi.participant)
    writeAs(per, 77, 'The stairs are ours.')
    addParagraph(per.doc, 'So she said.')
    await per.saved()
    expect(per.rejects).toEqual([])
    expect(await said()).toEqual([
      ['We met by the harbour.', ...byPer],
      ['The stairs are ours.', ...byMairi],
      ['So she said.', ...byPer],
    ])
  })

  test('[PR35] the row of the log has the speaker’s voice too, and everything is the same after a crash', async () => {
    const per = await come()
    per.declare(77, mairi.participant)
    writeAs(per, 77, 'The stairs are ours.')
    await per.saved()
    const { rows, voices } = served.store.of(aStudy)
    expect(voices.find(({ id }) => id === rows.at(-1)?.voice)?.by).toBe(mairi.participant)
    const before = await said()
    served.restart()
    expect(await said()).toEqual(before)
  })

  test('[PR35] words that came before the declaration stay the session’s own, also when both wait to be judged', async () => {
    const per = await come()
    writeAs(per, 77, 'My own words.')
    per.declare(77, mairi.participant)
    await per.saved()
    expect(per.rejects).toEqual(['not-your-voice'])
    expect(await said()).toEqual([['My own words.', ...byPer]])
  })

  test('[PR35] is declared again on the next connection, and goes on', async () => {
    const per = await come()
    per.declare(77, mairi.participant)
    writeAs(per, 77, 'The stairs')
    await per.saved()
    per.close()
    const again = await come()
    again.declare(77, mairi.participant)
    writeAs(again, 77, 'are ours.')
    await again.saved()
    expect(again.rejects).toEqual([])
    expect(await said()).toEqual([
      ['The stairs', ...byMairi],
      ['are ours.', ...byMairi],
    ])
  })

  test('[PR35] offline words of several speakers arrive in one message, each in its own voice', async () => {
    served.admit('per', { sector: 'public', role: 'steward' })
    const doc = new Y.Doc()
    for (const [id, text] of [
      [77, 'Mairi.'],
      [78, 'Iain.'],
      [79, 'Per.'],
    ] as const) {
      doc.clientID = id
      addParagraph(doc, text)
    }
    const speakers = [
      [77, mairi.participant],
      [78, ofSomebodyElse.participant],
    ] as const
    const per = await RawClient.open(served.url, 'per', { doc, speakers })
    await until(() => per.sent > speakers.length, 'the words to be sent')
    await per.saved()
    expect((await said()).map(([text, by]) => [text, by])).toEqual([
      ['Mairi.', mairi.participant],
      ['Iain.', ofSomebodyElse.participant],
      ['Per.', 'participant-per'],
    ])
  })

  test('[PR36] a speaker who was added a moment ago is known to a connection that was there before', async () => {
    const per = await come()
    const ola = aSpeaker('ola', 'per')
    served.rooms.speakersChanged(aStudy, [mairi, ofSomebodyElse, ola])
    per.declare(77, ola.participant)
    writeAs(per, 77, 'Me too.')
    await per.saved()
    expect((await said()).map(([text, by]) => [text, by])).toEqual([['Me too.', ola.participant]])
  })

  test('[PR36] once their part has ended nothing more is written for them, and what was stays theirs', async () => {
    const per = await come()
    per.declare(77, mairi.participant)
    writeAs(per, 77, 'The stairs are ours.')
    await per.saved()
    served.rooms.speakersChanged(aStudy, [])
    writeAs(per, 77, 'Too late.')
    await per.saved()
    expect(per.rejects).toEqual(['not-your-voice'])
    expect(await said()).toEqual([['The stairs are ours.', ...byMairi]])
    expect(per.closed).toBeNull()
  })
})

describe('nobody speaks for anybody else', () => {
  test.each([
    ['a speaker whom somebody else added', ofSomebodyElse.participant],
    ['a participant with an account', 'participant-eli'],
    ['themselves', 'participant-per'],
    ['nobody there is, or a speaker of another study', 'participant-of-elsewhere'],
    ['nobody', ''],
  ])('[PR36] %s is refused, and so are the words, which become nobody’s', async (_, speaker) => {
    await come('eli')
    const per = await come()
    per.declare(77, speaker)
    writeAs(per, 77, 'Put into a mouth.')
    await per.saved()
    expect(per.rejects).toEqual(['not-your-voice', 'not-your-voice'])
    expect(await said()).toEqual([])
    expect(served.store.of(aStudy).voices.map(({ by }) => by)).not.toContain(speaker)
  })

  test('[PR36] a contributor and a reader write for nobody', async () => {
    served.store.of(aStudy).sections = sectionKeys.map((key) => ({ key, editing: 'open', openToContributors: true }))
    for (const [role, canWrite, code] of [
      ['contributor', true, 'not-your-voice'],
      ['reader', false, 'read-only'],
    ] as const) {
      served.admit('per', { role, canWrite })
      const per = await come()
      per.declare(77, mairi.participant)
      await per.saved()
      expect(per.rejects).toEqual([code])
      per.close()
    }
  })

  test('[PR35] a page’s own clientID, and one that somebody else has, are not to be declared', async () => {
    const eli = await come('eli')
    addParagraph(eli.doc, 'Eli.')
    await eli.saved()
    const per = await come()
    addParagraph(per.doc, 'Per.')
    per.declare(per.doc.clientID, mairi.participant)
    per.declare(eli.doc.clientID, mairi.participant)
    await per.saved()
    expect(per.rejects).toEqual(['not-your-voice', 'not-your-voice'])
    expect((await said()).map(([, by]) => by)).toEqual(['participant-eli', 'participant-per'])
  })

  test('[PR18] a clientID that writes down for one person is nobody else’s to write with', async () => {
    const per = await come()
    per.declare(77, mairi.participant)
    writeAs(per, 77, 'The stairs are ours.')
    await per.saved()
    const eli = await come('eli')
    await until(() => textOf(eli.doc).includes('stairs'), 'the words')
    writeAs(eli, 77, 'Forged.')
    expect(await eli.closedWith()).toBe(closeCodes.forged)
    expect(await said()).toEqual([['The stairs are ours.', ...byMairi]])
  })

  test('[PR35] who never said hello declares nothing', async () => {
    const silent = await RawClient.open(served.url, 'per', { hello: false })
    silent.socket.send(encodeVoice({ client: 77, speaker: mairi.participant }))
    expect(await silent.closedWith()).toBe(closeCodes.badFrame)
  })
})
