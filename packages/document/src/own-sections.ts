import type { SectionKey } from '@samskriv/domain'

import type { Template, TemplateSection } from './template.ts'

/** A section that a study has beside those of its template: what its stewards call it and ask in it, in the language of the study. */
export interface OwnSection {
  readonly key: SectionKey
  readonly title: string
  readonly question: string
}

/** A template as one study has it: its own sections stand at the end, in the order they were added. */
export function withOwnSections(template: Template, own: readonly OwnSection[]): Template {
  const last = Math.max(...template.sections.map(({ order }) => order))
  return {
    ...template,
    sections: [...template.sections, ...own.map((section, index) => asTemplateSection(section, last + 10 * (index + 1)))],
  }
}

/** Whoever adds a section decides what is asked in it; nobody is expected in it, and it has no guide to its length. */
function asTemplateSection({ key, title, question }: OwnSection, order: number): TemplateSection {
  const same = (words: string) => ({ en: words, nb: words, sv: words })
  return {
    id: key,
    order,
    role: 'own',
    required: false,
    lead: 'any',
    voice: { level: 'none', minCommunityShare: 0, minCommunityContributors: 0, minQuotes: 0, enforcement: 'advice' },
    wordGuide: { min: 0, max: 0 },
    evidenceKinds: [],
    structuredBlocks: [],
    title: same(title),
    questions: [{ id: `${key}.q1`, text: same(question) }],
    help: same(''),
    communityPrompt: same(''),
  }
}
