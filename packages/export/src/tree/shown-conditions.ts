import type { FileBlock } from '../file/blocks.ts'
import type { CaseStudyFile } from '../file/case-study-file.ts'

/** What somebody asked for when they said yes. */
export interface ShownCondition {
  /** What stands at their words already: how they are called there, or a participant, or the title of evidence. */
  readonly on: { readonly label: string } | { readonly participant: string }
  readonly condition: string
}

/** Of the quotes and the evidence in some blocks, each once; of what is left out, none: it could say what was said, or by whom. */
export function shownConditions(blocks: readonly FileBlock[], { consents, evidence }: CaseStudyFile): ShownCondition[] {
  const conditions = new Map(consents.flatMap(({ id, conditions: text }) => (typeof text === 'string' ? [[id, text] as const] : [])))
  const found = blocks.flatMap((block): ShownCondition[] => {
    if (block.type === 'quote' && block.text !== null && block.by !== undefined) {
      const on = block.publicLabel === undefined ? { participant: block.by } : { label: block.publicLabel }
      return conditionOf(block.consentId, on)
    }
    const item = block.type === 'evidenceRef' ? evidence.find(({ id }) => id === block.evidenceId) : undefined
    return item === undefined || 'withheld' in item ? [] : conditionOf(item.consentId, { label: item.title })
  })
  return [...new Map(found.map((each) => [JSON.stringify(each), each])).values()]

  function conditionOf(consentId: string | null | undefined, on: ShownCondition['on']): ShownCondition[] {
    const condition = conditions.get(consentId ?? '')
    return condition === undefined ? [] : [{ on, condition }]
  }
}
