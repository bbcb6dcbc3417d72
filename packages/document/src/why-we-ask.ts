import type { Language } from '@samskriv/domain'

import crossSectorCollaboration from '../data/why-we-ask/cross-sector-collaboration.json' with { type: 'json' }
import jamlikHalsa from '../data/why-we-ask/jamlik-halsa.json' with { type: 'json' }
import kommuneSosialEntreprenor from '../data/why-we-ask/kommune-sosial-entreprenor.json' with { type: 'json' }

type Reasons = Readonly<Record<string, Readonly<Record<Language, string>>>>

const reasons: Readonly<Record<string, Reasons>> = {
  'cross-sector-collaboration': crossSectorCollaboration,
  'jamlik-halsa': jamlikHalsa,
  'kommune-sosial-entreprenor': kommuneSosialEntreprenor,
}

/**
 * Why a template asks one of its questions, in one sentence or two. It stands apart from the template, because it is fetched only when
 * somebody asks.
 *
 * @param question - its id, as it is in the template
 * @returns null for a question of nobody's template, such as one of a section of the study's own
 */
export function whyWeAsk(template: string, question: string, language: Language): string | null {
  return reasons[template]?.[question]?.[language] ?? null
}
