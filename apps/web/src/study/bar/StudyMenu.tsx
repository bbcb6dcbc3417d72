import { type ComponentType, useRef, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import type { StudyView } from '@samskriv/protocol/http'

import { useSay } from '../../shell/use-say.ts'
import { Icon } from '../../ui/Icon.tsx'
import { useLoadedDialog } from '../../ui/use-loaded-dialog.ts'
import type { StudyDialogProps } from './study-dialog.ts'
import type { StudyMenuListProps } from './StudyMenuList.tsx'

const loadList = async () => import('./StudyMenuList.tsx').then(({ StudyMenuList }) => StudyMenuList)
/** By then the page is there, and the list too when the network goes. */
const fetchedAfterMs = 3_000

interface StudyMenuProps {
  readonly study: StudyView
  /** Leads to “I am here as …”. */
  readonly onCapacity: () => void
}

/** The button for what can be done with the whole study; the list behind it is fetched after the page. */
export function StudyMenu({ study, onCapacity }: StudyMenuProps) {
  const say = useSay()
  const [Dialog, setDialog] = useState<ComponentType<StudyDialogProps> | null>(null)
  const trigger = useRef<HTMLButtonElement>(null)
  const list = useLoadedDialog<StudyMenuListProps>(loadList, fetchedAfterMs)
  return (
    <>
      {/* Of the same library as the list: after a click it did not see it would give the focus as to a screen reader, a moment later. */}
      <Button
        ref={trigger}
        className="bar-button study-menu"
        aria-label={say('study.menu')}
        aria-haspopup="menu"
        aria-expanded={list.Dialog !== null}
        onPress={list.open}
      >
        <Icon name="more" />
      </Button>
      {list.isUnreachable && (
        <p role="alert" className="bar-problem small">
          {say('problem.offline')}
        </p>
      )}
      {list.Dialog && (
        <list.Dialog
          study={study}
          trigger={trigger}
          onCapacity={onCapacity}
          onDialog={(dialog) => setDialog(() => dialog)}
          onClose={list.close}
        />
      )}
      {Dialog && <Dialog study={study} onClose={() => setDialog(null)} returnTo={trigger} />}
    </>
  )
}
