import type { BalanceView, StudyView } from '@samskriv/protocol/http'
import { useQuery } from '@tanstack/react-query'

import { balanceQuery } from '../../api/voices.ts'
import { useSay } from '../../shell/use-say.ts'
import { PlainDialog } from '../../ui/PlainDialog.tsx'
import { ProblemNotice } from '../../ui/ProblemNotice.tsx'
import { useIsWide } from '../../ui/use-is-wide.ts'
import type { StudyDialogProps } from '../bar/study-dialog.ts'
import { BalanceBar } from './BalanceBar.tsx'
import { SectionBalance } from './SectionBalance.tsx'
import { SectorTable } from './SectorTable.tsx'
import './balance.css'

/** Whose words the study is made of: in all, and section by section beside what the template hoped for. */
export function BalanceDialog({ study, onClose, returnTo }: StudyDialogProps) {
  const say = useSay()
  const isWide = useIsWide()
  const balance = useQuery(balanceQuery(study.id))
  return (
    <PlainDialog title={say('balance.title')} onClose={onClose} returnTo={returnTo} sheet={isWide ? undefined : 'tall'}>
      <p>{say('balance.intro')}</p>
      {balance.isPending && <p role="status">{say('balance.loading')}</p>}
      <ProblemNotice error={balance.error} />
      {balance.data && <Balance study={study} balance={balance.data} />}
    </PlainDialog>
  )
}

function Balance({ study, balance }: { readonly study: StudyView; readonly balance: BalanceView }) {
  const say = useSay()
  if (balance.study.totalWords === 0) return <p role="status">{say('balance.empty')}</p>
  const known = new Map(balance.sections.map((section) => [section.key, section]))
  return (
    <>
      <h3>{say('balance.whole')}</h3>
      <BalanceBar counted={balance.study} />
      <SectorTable counted={balance.study} />
      <h3>{say('balance.sections')}</h3>
      <ol className="balance-sections">
        {study.template.sections.map((section) => {
          const counted = known.get(section.id)
          return counted && <SectionBalance key={section.id} section={section} language={study.language} counted={counted} />
        })}
      </ol>
    </>
  )
}
