import { languages } from '@samskriv/domain'
import { describe, expect, test } from 'vitest'

import { templates } from './templates.ts'
import { whyWeAsk } from './why-we-ask.ts'

describe('why a question is asked', () => {
  test.each(templates.map((template) => [template.id, template] as const))('is said of each of %s, in three languages', (_, template) => {
    const questions = template.sections.flatMap((section) => section.questions)
    for (const language of languages) {
      const said = questions.map(({ id }) => whyWeAsk(template.id, id, language) ?? '')
      for (const [index, why] of said.entries()) {
        expect(why, `${language} ${questions[index]?.id}`).toMatch(/^\p{Lu}.+\.$/u)
        // Two sentences at most, that are read at a glance.
        expect(why.length, why).toBeLessThan(160)
      }
      expect(new Set(said).size).toBe(questions.length)
    }
    for (const { id } of questions) expect(new Set(languages.map((language) => whyWeAsk(template.id, id, language))).size).toBe(3)
  })

  test('is not known of a question that no template asks', () => {
    expect(whyWeAsk('cross-sector-collaboration', 'own.q1', 'en')).toBeNull()
    expect(whyWeAsk('no-such-template', 'summary.q1', 'en')).toBeNull()
  })
})
