import { codeLabel } from '@samskriv/domain/code-lists'
import type { Element } from 'hast'
import { h } from 'hastscript'

import type { CaseStudyFile } from '../file/case-study-file.ts'
import type { Rendering } from './rendering.ts'
import { sectorMark } from './sector-mark.ts'

/** You said, we did: what was asked, what was decided and who answers for it. */
export function decisions(rendering: Rendering): Element {
  const { file, t } = rendering
  if (file.decisions.length === 0) return h('p.soft', t('export.decisions.none'))
  return h(
    'ol.entries',
    { ariaLabel: t('export.decisions.title') },
    file.decisions.map((decision) => h('li.entry', { dir: 'auto' }, parts(decision, rendering))),
  )
}

function parts(decision: CaseStudyFile['decisions'][number], { t, date, language, sectorName }: Rendering): Element[] {
  const vote = decision.communityVote ?? null
  return [
    h('p.entry-title', [
      sectorMark(decision.askedBy),
      h('strong', `${t('export.decision.asked', { sector: sectorName(decision.askedBy) })}: `),
      decision.asked,
    ]),
    h('p', [h('strong', `${t('export.decision.decided', { name: decision.decidedBy })}: `), decision.decided]),
    ...(vote === null ? [] : [h('p', t('export.decision.vote', { yes: vote.for, no: vote.against, abstain: vote.abstain }))]),
    h('p', decision.changedPlan ? t('export.decision.changed') : t('export.decision.unchanged')),
    h(
      'p.soft',
      [
        date(decision.date),
        codeLabel('decisionStatus', decision.status, language),
        `${t('export.decision.owner')}: ${decision.owner}`,
        ...(typeof decision.due === 'string' ? [t('export.decision.due', { date: date(decision.due) })] : []),
      ].join(' · '),
    ),
  ]
}
