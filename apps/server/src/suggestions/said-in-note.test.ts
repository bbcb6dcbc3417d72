import { q, type Script } from '@samskriv/database'
import type { ParticipantId, SectionKey, StudyId } from '@samskriv/domain'
import { saidNotesIn } from '@samskriv/sync-server'
import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { XmlElement, XmlText } from 'yjs'
import type * as Y from 'yjs'
import type { Browser } from '../testing/a-browser.ts'
import { aResidentsText, first } from '../testing/a-residents-text.ts'
import { decideAbout, explainSuggestion, saidByLine, suggestionsFor } from '../testing/a-suggested-change.ts'
import { refusalOf } from '../testing/a-talk.ts'
import { meIn } from '../testing/a-way-in.ts'
import { aServerForAll, signedInForAll, writersForAll } from '../testing/for-all.ts'
import { until } from '../testing/until.ts'

const server = aServerForAll()
const siri = signedInForAll(server, 'siri@example.org', 'Siri Steward')
const writers = writersForAll()

const summary = 'summary' as SectionKey

/** What stands in another voice than that of the hand that put it there. */
const whoseMoved = (study: StudyId): Script<unknown[]> =>
  function* ({ db, s }) {
    return yield* q(db.select({ length: s.override.length }).from(s.override).where(eq(s.override.study, study)))
  }

describe('[SG26] a suggestion that was kept about a note', () => {
  const inNote = 'Heard it from my mother.'
  const isNote = (node: unknown): node is Y.XmlElement => node instanceof XmlElement && node.nodeName === 'footnote'

  /** Two paragraphs of Nora's, the first with a note of hers in the middle, and what Kjell does to it. */
  async function aNote() {
    const { study, nora, kjell, come } = await aResidentsText(siri)
    const about = async (by: Browser, change: (line: Y.XmlElement) => void): Promise<void> => {
      const { participantId } = await meIn(by, study)
      await server.running.house.rooms.edit(study as StudyId, {
        voice: { by: participantId as ParticipantId, typedBy: null, sector: 'community', mode: 'typed_by_self' },
        change: ({ doc }) => change(doc.getXmlFragment('s:summary').get(0) as Y.XmlElement),
      })
    }
    await about(nora, (line) => {
      const note = new XmlElement('footnote')
      const text = line.get(0) as Y.XmlText
      const at = first.indexOf(' It was')
      text.delete(at, first.length - at)
      line.insert(1, [note, new XmlText(first.slice(at))])
      note.setAttribute('text', inNote)
    })
    const writer = await writers.come(kjell, study)
    const line = (): Y.XmlElement => writer.doc.getXmlFragment('s:summary').get(0) as Y.XmlElement
    const notes = (): Y.XmlElement[] => line().toArray().filter(isNote)
    const said = (): (string | undefined)[] => notes().map((note) => note.getAttribute('text'))
    await until('he has it', () => said().includes(inNote))
    const kept = async (): Promise<string> => {
      await until('it is kept', async () => (await suggestionsFor(nora, study)).length === 1)
      await until('it was undone', () => said().join() === inNote)
      const [one] = await suggestionsFor(nora, study)
      expect(one).toMatchObject({ kept: true, original: [inNote], authors: [{ name: 'Nora' }], may: { decide: true } })
      await explainSuggestion(kjell, study, one?.id ?? '', 'It was not so.')
      return one?.id ?? ''
    }
    const voiceOfNote = async (): Promise<string | undefined> =>
      await server.running.house.rooms.read(study as StudyId, ({ doc, authorship }) => {
        const voice = saidNotesIn(doc, summary, authorship)[0]?.voice ?? null
        return voice === null ? undefined : authorship.voices.get(voice)?.by
      })
    return { study, nora, kjell, come, about, notes, said, line, kept, voiceOfNote }
  }

  test('says what was suggested once its author accepts it, in the voice of whoever suggested it, and nothing else changes', async () => {
    const { study, nora, kjell, notes, said, kept, voiceOfNote } = await aNote()
    const before = await saidByLine(siri, study)
    notes()[0]?.setAttribute('text', 'Hearsay.')
    const id = await kept()
    expect(await refusalOf(decideAbout(kjell, study, id, 'accept'))).toBe('own-suggestion')
    expect(await refusalOf(decideAbout(siri, study, id, 'accept'))).toBe('not-yours-to-decide')
    expect((await decideAbout(nora, study, id, 'accept')).status).toBe(204)
    await until('he sees it', () => said().join() === 'Hearsay.')
    expect(await saidByLine(siri, study)).toEqual(before)
    expect(await voiceOfNote()).toBe((await meIn(kjell, study)).participantId)
    expect((await suggestionsFor(nora, study, 'accepted')).map((one) => one.id)).toEqual([id])
  })

  test('[SS70] stays its author’s where another sector moves the note, and is stored as that', async () => {
    const { study, nora, line, said, voiceOfNote } = await aNote()
    line().doc?.transact(() => {
      line().delete(line().toArray().findIndex(isNote), 1)
      const note = new XmlElement('footnote')
      line().insert(line().length, [note])
      note.setAttribute('text', inNote)
    })
    await until('it has moved there, and whose it is is stored', async () => {
      const stored = await server.running.house.database.store.read(whoseMoved(study as StudyId))
      return stored.length === 1 && said().join() === inNote
    })
    expect(await voiceOfNote()).toBe((await meIn(nora, study)).participantId)
    expect(await suggestionsFor(nora, study)).toEqual([])
  })

  test('takes the note out when that was suggested, and leaves it when it is declined', async () => {
    const { study, nora, line, said, kept } = await aNote()
    const before = await saidByLine(siri, study)
    const takeOut = (): void => line().delete(line().toArray().findIndex(isNote), 1)
    takeOut()
    expect((await decideAbout(nora, study, await kept(), 'decline', 'It was so.')).status).toBe(204)
    expect(said()).toEqual([inNote])
    takeOut()
    expect((await decideAbout(nora, study, await kept(), 'accept')).status).toBe(204)
    await until('he sees it', () => said().length === 0)
    expect(await saidByLine(siri, study)).toEqual(before.map((one) => one.replace('][Nora: ', '')))
  })

  test('changes nothing when the note says something else by now, and says so', async () => {
    const { study, nora, about, notes, said, kept } = await aNote()
    notes()[0]?.setAttribute('text', 'Hearsay.')
    const id = await kept()
    await about(nora, (line) => line.toArray().find(isNote)?.setAttribute('text', 'From my mother.'))
    expect(await refusalOf(decideAbout(nora, study, id, 'accept'))).toBe('suggestion-words-changed')
    await until('he has hers', () => said().join() === 'From my mother.')
    expect((await suggestionsFor(nora, study)).map((one) => one.id)).toEqual([id])
  })

  test('changes nothing when two beside the same words say the same', async () => {
    const { study, nora, about, notes, said, kept } = await aNote()
    notes()[0]?.setAttribute('text', 'Hearsay.')
    const id = await kept()
    await about(nora, (line) => {
      const note = new XmlElement('footnote')
      line.insert(line.length, [note])
      note.setAttribute('text', inNote)
    })
    expect(await refusalOf(decideAbout(nora, study, id, 'accept'))).toBe('suggestion-words-changed')
    expect((await suggestionsFor(nora, study)).map((one) => one.id)).toEqual([id])
    await until('he has both', () => said().join() === [inNote, inNote].join())
  })

  test('waits for who said it first, whoever says the same there by now', async () => {
    const { study, nora, come, about, notes, kept } = await aNote()
    notes()[0]?.setAttribute('text', 'Hearsay.')
    const id = await kept()
    const klara = await come('Klara', 'community', 'resident', 'editor')
    await about(klara, (line) => line.toArray().find(isNote)?.setAttribute('text', inNote))
    expect(await refusalOf(decideAbout(nora, study, id, 'decline'))).toBe('reason-needed')
    expect((await suggestionsFor(klara, study))[0]).toMatchObject({ authors: [{ name: 'Nora' }], may: { decide: false } })
    expect((await decideAbout(nora, study, id, 'accept')).status).toBe(204)
  })

  test('of theirs in the middle of a sentence is a remark in brackets there once it is accepted', async () => {
    const { study, nora, kjell, line, said } = await aNote()
    const text = line().get(2) as Y.XmlText
    const rest = text.toJSON().slice(' It was an honest'.length)
    line().doc?.transact(() => {
      const note = new XmlElement('footnote')
      text.delete(' It was an honest'.length, rest.length)
      line().insert(3, [note, new XmlText(rest)])
      note.setAttribute('text', 'The council said maybe.')
    })
    await until('it is kept', async () => (await suggestionsFor(nora, study)).length === 1)
    await until('it was undone', () => said().join() === inNote)
    const id = (await suggestionsFor(nora, study))[0]?.id ?? ''
    await explainSuggestion(kjell, study, id, 'We said maybe.')
    expect((await decideAbout(nora, study, id, 'accept')).status).toBe(204)
    expect((await saidByLine(siri, study))[0]).toBe(
      '[Nora: We know the stairs of this house.][Nora:  It was an honest ][Kjell: (The council said maybe.) ][Nora: no.]',
    )
    expect(said()).toEqual([inNote])
  })

  test('or about what a picture shows is accepted in the same way; a picture whose words are taken away stays', async () => {
    const { study, nora, kjell, about, line } = await aNote()
    await about(nora, (first) => {
      const picture = new XmlElement('image')
      ;(first.parent as Y.XmlFragment).push([picture])
      picture.setAttribute('hash', 'a'.repeat(64))
      picture.setAttribute('alt', 'The stairs.')
    })
    const picture = (): Y.XmlElement | undefined => (line().parent as Y.XmlFragment).get(2) as Y.XmlElement | undefined
    const shown = (): string | undefined => picture()?.getAttribute('alt')
    const acceptIt = async (): Promise<void> => {
      await until('it is kept', async () => (await suggestionsFor(nora, study)).length === 1)
      await until('it was undone', () => shown() === 'The stairs.')
      const id = (await suggestionsFor(nora, study))[0]?.id ?? ''
      await explainSuggestion(kjell, study, id, 'It is so.')
      expect((await decideAbout(nora, study, id, 'accept')).status).toBe(204)
    }
    await until('he has it', () => shown() === 'The stairs.')
    picture()?.setAttribute('alt', 'Some stairs.')
    await acceptIt()
    await until('he sees it', () => shown() === 'Some stairs.')
    await about(nora, (first) => ((first.parent as Y.XmlFragment).get(2) as Y.XmlElement).setAttribute('alt', 'The stairs.'))
    await until('he has hers', () => shown() === 'The stairs.')
    ;(line().parent as Y.XmlFragment).delete(2, 1)
    await acceptIt()
    await until('nothing is said of it', () => shown() === '')
    expect(picture()?.getAttribute('decorative') as unknown).toBe(true)
  })
})
