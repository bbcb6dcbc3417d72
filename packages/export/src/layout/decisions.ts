import { codeLabel } from '@samskriv/domain/code-lists'

import type { CaseStudyFile } from '../file/case-study-file.ts'
import type { Block } from './kinds.ts'
import { mark, strong, theirs, type Wording } from './wording.ts'

/** You said, we did: what was asked, what was decided and who answers for it. */
export function decisions(wording: Wording): Block {
  const { file, t } = wording
  if (file.decisions.length === 0) return { kind: 'paragraph', look: 'soft', pieces: [t('export.decisions.none')] }
  return {
    kind: 'entries',
    ordered: true,
    label: t('export.decisions.title'),
    items: file.decisions.map((decision) => ({ blocks: linesOf(decision, wording) })),
  }
}

function linesOf(decision: CaseStudyFile['decisions'][number], wording: Wording): Block[] {
  const { t, date, language, sectorName } = wording
  const vote = decision.communityVote ?? null
  const due = typeof decision.due === 'string' ? ` · ${t('export.decision.due', { date: date(decision.due) })}` : ''
  return [
    {
      kind: 'paragraph',
      look: 'title',
      pieces: [
        mark(decision.askedBy),
        strong(`${t('export.decision.asked', { sector: sectorName(decision.askedBy) })}: `),
        theirs(decision.asked, wording),
      ],
    },
    {
      kind: 'paragraph',
      pieces: [strong(`${t('export.decision.decided', { name: decision.decidedBy })}: `), theirs(decision.decided, wording)],
    },
    ...(vote === null ? [] : [line(t('export.decision.vote', { yes: vote.for, no: vote.against, abstain: vote.abstain }))]),
    line(decision.changedPlan ? t('export.decision.changed') : t('export.decision.unchanged')),
    {
      kind: 'paragraph',
      look: 'soft',
      pieces: [
        `${date(decision.date)} · ${codeLabel('decisionStatus', decision.status, language)} · ${t('export.decision.owner')}: `,
        theirs(decision.owner, wording),
        due,
      ],
    },
  ]
}

function line(text: string): Block {
  return { kind: 'paragraph', pieces: [text] }
}
