import type { Language } from '@samskriv/domain'
import { describe, expect, test } from 'vitest'

import { sampleTree } from './sample-study.ts'
import { readableFormats, textOfFile } from './testing-formats.ts'
import { commentedTree } from './testing-trees.ts'

const note = 'We do not agree. Two of us hold keys to the church hall and nobody asked us.'
const reason = 'There is no caretaker cover at weekends in the 2026–27 budget.'

/** How an answer of no, its reason, a promise and its day are called. */
const said: Readonly<Record<Language, readonly string[]>> = {
  en: ['Will not be done', 'Why:', 'What the person who asked has against it:', 'Asker does not agree'],
  nb: ['Blir ikke gjort', 'Hvorfor:'],
  sv: ['Görs inte', 'Varför:'],
}

describe.each(readableFormats)('what people were answered, as %s', (format) => {
  test.each(['en', 'nb', 'sv'] as const)(
    '[X14] has the reason for a no and the note of disagreement that came with a file, also where no comments are asked for, in %s',
    async (language) => {
      const text = await textOfFile(sampleTree(), format, { language, voices: true })
      for (const words of [note, reason, ...said[language]]) expect(text).toContain(words)
      // No person is named in it: whoever sees to it stands with the comment.
      expect(text.split('Head of Community Assets').length - 1).toBeLessThanOrEqual(1)
    },
  )

  test('[X16] stands with the comment too: outcome, reason, who sees to it, until when, and what was said against it', async () => {
    const text = await textOfFile(commentedTree(), format, { language: 'en', voices: true })
    for (const words of [note, reason]) expect(text.split(words)).toHaveLength(3)
    for (const words of ['Head of Community Assets, Strathellisk Council', 'To be done by 31 October 2026']) expect(text).toContain(words)
  })

  test('[X22] is of the sections that a file holds', async () => {
    const text = await textOfFile(sampleTree(), format, { language: 'en', voices: true, sections: ['summary'] })
    expect([text.includes('Why is accident and emergency not in the summary?'), text.includes('church hall')]).toEqual([true, false])
  })

  test('[X24] is among what people do not agree with in a summary', async () => {
    const text = await textOfFile(sampleTree(), format, { language: 'en', voices: true, document: 'gripp2' })
    expect(text).toContain(note)
  })
})
