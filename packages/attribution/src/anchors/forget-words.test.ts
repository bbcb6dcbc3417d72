import type { VoiceId } from '@samskriv/domain'
import { expect, test } from 'vitest'

import { amina, officer, section, Study } from '../testing/study.ts'
import type { Anchor } from './anchor.ts'
import { withoutForgottenWords } from './forget-words.ts'
import { placeOfWords } from './place-of-words.ts'

test('[AT23] after words were taken back no quote holds them: what stands is quoted, and what is known to be others’', () => {
  const study = new Study()
  const text = study.paragraph(amina, 'Ours: the stairs are steep. ')
  const theirs = study.paragraph(officer, 'The council will look into the stairs.')
  const on = (id: string, quote: string): Anchor => {
    const nowhere = { client: 0, clock: 0 }
    const place = placeOfWords(study.doc, { section, start: nowhere, end: nowhere, quote }, false)
    if (place === null) throw new Error(`nobody wrote "${quote}"`)
    return { id, state: 'attached', ...place }
  }
  const detached = (id: string, quote: string): Anchor => {
    const { prefix, suffix } = on(id, quote)
    return { id, section, quote, prefix, suffix, state: 'detached', start: null, end: null }
  }
  const both = on('both', 'the stairs are steep. The council')
  if (both.state === 'detached') throw new Error('nowhere')
  const gone = [detached('hers', 'the stairs are steep'), detached('short', 'Ours'), detached('council', 'will look into')]
  study.as(officer, () => theirs.delete(12, 26))
  study.as(amina, () => text.delete(0, text.length))
  const council = { client: theirs._start?.id.client ?? 0, clock: theirs._start?.id.clock ?? 0 }
  const end = { client: council.client, clock: council.clock + 10 }
  const anchors = [{ ...both, start: council, end }, ...gone]
  const kept = withoutForgottenWords(anchors, study.doc, study.authorship.graveyard, (voice: VoiceId) => voice === amina)
  expect(kept.map(({ id, quote, prefix, suffix }) => [id, quote, prefix.trim(), suffix])).toEqual([
    ['both', 'The council', '', ' '],
    ['hers', '', '', ''],
    ['short', '', '', ''],
    ['council', 'will look into', '', ''],
  ])
})
