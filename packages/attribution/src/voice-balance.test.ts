import { type SectionBlock, type SectionRun, writeSection } from '@samskriv/document'
import {
  attributionModes,
  type ConsentStatus,
  countsAsVoice,
  isConsentStatus,
  mayPublishConsent,
  type ParticipantId,
  type Sector,
  sectors,
  type SectionKey,
  type VoiceId,
} from '@samskriv/domain'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { z } from 'zod'

import { Authorship } from './authorship.ts'
import { rebase } from './rebase.ts'
import { type Span, spansOfSection } from './spans.ts'
import sampleJson from './testing/data/sample-study.json' with { type: 'json' }
import { amina, aVoice, officer } from './testing/study.ts'
import type { Voice } from './voice.ts'
import { balanceOfSection } from './voice-balance.ts'

const run = z.object({ text: z.string(), by: z.string(), typedBy: z.string().optional(), mode: z.enum(attributionModes) })
const consentStatus = z.string().refine((status): status is ConsentStatus => isConsentStatus(status))
const words = z.object({ community: z.number(), third: z.number(), public: z.number(), other: z.number() })
const sample = z
  .object({
    participants: z.array(z.object({ id: z.string(), sector: z.enum(sectors) })),
    consents: z.array(z.object({ id: z.string(), status: consentStatus })),
    sections: z.array(
      z.object({
        sectionId: z.string(),
        blocks: z.array(
          z.discriminatedUnion('type', [
            z.object({ type: z.literal('paragraph'), runs: z.array(run) }),
            z.object({ type: z.literal('list'), items: z.array(z.array(run)) }),
            run.extend({ type: z.literal('quote'), consentId: z.string() }),
          ]),
        ),
        expected: z.object({
          words,
          unconfirmedWords: z.number(),
          totalWords: z.number(),
          communitySharePercent: z.number(),
          communityContributors: z.array(z.string()),
        }),
      }),
    ),
    document: z.object({ words, unconfirmedWords: z.number(), totalWords: z.number(), communitySharePercent: z.number() }),
  })
  .parse(sampleJson)

type Run = z.infer<typeof run>

/** The sample study in a document: its body through the same door as an import, its quotes beside it as rows are. */
function sampleStudy() {
  const sectorOf = new Map<string, Sector>(sample.participants.map(({ id, sector }) => [id, sector]))
  const consents = new Map(sample.consents.map(({ id, status }) => [id, status]))
  const authorship = new Authorship({})
  const doc = new Y.Doc()
  let nextClient = 1
  const clients = new Map<VoiceId, number>()
  const voiceOf = ({ by, typedBy, mode }: Run): VoiceId => {
    const id = `${by} ${typedBy ?? ''} ${mode}` as VoiceId
    if (!clients.has(id)) {
      const sector = sectorOf.get(by) ?? null
      authorship.addVoice(
        aVoice({ id, by: by as ParticipantId, typedBy: typedBy === undefined ? null : (typedBy as ParticipantId), mode, sector }),
      )
      authorship.bind(nextClient, id)
      clients.set(id, nextClient++)
    }
    return id
  }
  const said = (runs: readonly Run[]): SectionRun[] => runs.map((of) => ({ text: of.text, voice: voiceOf(of) }))
  const quotes = new Map<SectionKey, Span[]>()
  doc.transact(() => {
    for (const { sectionId, blocks } of sample.sections) {
      const key = sectionId as SectionKey
      const body: SectionBlock[] = []
      const published: Span[] = []
      for (const block of blocks) {
        switch (block.type) {
          case 'paragraph':
            body.push({ type: 'paragraph', runs: said(block.runs) })
            break
          case 'list':
            body.push({ type: 'bulletList', items: block.items.map((item) => [{ type: 'paragraph', runs: said(item) }]) })
            break
          case 'quote': {
            const status = consents.get(block.consentId)
            if (status !== undefined && mayPublishConsent(status))
              published.push({ text: block.text, voice: voiceOf(block), block: 1000 + published.length, client: 0, clock: 0 })
            break
          }
        }
      }
      quotes.set(key, published)
      writeSection(doc, key, body, (voice) => {
        const client = clients.get(voice)
        if (client !== undefined) doc.clientID = client
      })
    }
  })
  return { doc, authorship, quotes }
}

describe('the balance of the sample study', () => {
  const { doc, authorship, quotes } = sampleStudy()

  test.each(sample.sections)('[AT10] $sectionId is as published, before and after a rebase', ({ sectionId, expected }) => {
    const key = sectionId as SectionKey
    const spans = [...spansOfSection(doc, key, authorship), ...(quotes.get(key) ?? [])]
    expect(balanceOfSection(spans, authorship.voices.values())).toEqual({
      ...expected,
      communityContributors: expected.communityContributors.toSorted(),
    })
    let client = 1000
    const rebased = rebase(doc, authorship, { newClient: () => client++ })
    const again = spansOfSection(rebased.doc, key, new Authorship({ bindings: rebased.bindings }))
    expect(balanceOfSection([...again, ...(quotes.get(key) ?? [])], authorship.voices.values()).words).toEqual(expected.words)
  })

  test('[AT10] the whole study adds up', () => {
    const balances = sample.sections.map(({ sectionId }) => {
      const key = sectionId as SectionKey
      return balanceOfSection([...spansOfSection(doc, key, authorship), ...(quotes.get(key) ?? [])], authorship.voices.values())
    })
    const total = (count: (balance: (typeof balances)[number]) => number) => balances.reduce((sum, balance) => sum + count(balance), 0)
    expect({
      words: Object.fromEntries(sectors.map((sector) => [sector, total((balance) => balance.words[sector])])),
      unconfirmedWords: total((balance) => balance.unconfirmedWords),
      totalWords: total((balance) => balance.totalWords),
      communitySharePercent: Math.round((total((balance) => balance.words.community) * 1000) / total((balance) => balance.totalWords)) / 10,
    }).toEqual(sample.document)
  })
})

describe('a word', () => {
  const voices: Voice[] = [aVoice({ id: amina }), aVoice({ id: officer, sector: 'public' })]
  const count = (...said: readonly (readonly [VoiceId, string, number])[]) => {
    const spans = said.map(([voice, text, block]) => ({ voice, text, block }))
    return balanceOfSection(spans, voices).words
  }

  test('[AT10] reaches over spans of one block and belongs to most of its characters', () => {
    expect(count([amina, 'two wor', 0], [officer, 'ds', 0])).toMatchObject({ community: 2, public: 0 })
    expect(count([amina, 'two w', 0], [officer, 'ords', 0])).toMatchObject({ community: 1, public: 1 })
    expect(count([amina, 'ab', 0], [officer, 'cd', 0])).toMatchObject({ community: 1, public: 0 })
  })

  test('[AT10] ends where its block does', () => {
    expect(count([amina, 'one', 0], [amina, 'two', 1])).toMatchObject({ community: 2 })
  })

  test('[AT10] is anything between white space, punctuation and emoji too', () => {
    expect(count([amina, ' – 👩🏽‍🌾\u00a0it’s\n\tso… ', 0])).toMatchObject({ community: 4 })
  })

  test('[AT10] counts for nobody until its speaker stands behind it', () => {
    for (const mode of attributionModes.filter((of) => !countsAsVoice(of))) {
      const balance = balanceOfSection([{ voice: amina, text: 'two words', block: 0 }], [aVoice({ id: amina, mode })])
      expect(balance).toMatchObject({ unconfirmedWords: 2, totalWords: 2, communitySharePercent: 0, communityContributors: [] })
    }
    const unsaid = balanceOfSection([{ voice: amina, text: 'two words', block: 0 }], [aVoice({ id: amina, sector: null })])
    expect(unsaid).toMatchObject({ unconfirmedWords: 2, communityContributors: [] })
  })

  test('[AT10] of an empty section is nobody’s', () => {
    expect(balanceOfSection([], voices)).toMatchObject({ totalWords: 0, communitySharePercent: 0 })
  })

  test('of an unknown voice is an error, not a guess', () => {
    expect(() => balanceOfSection([{ voice: amina, text: 'words', block: 0 }], [])).toThrow('no voice')
  })
})
