import { type ComponentType, useRef, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { Menu, MenuItem, MenuTrigger } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import type { StudyView } from '@samskriv/protocol/http'

import { ArchiveDialog } from '../../account/ArchiveDialog.tsx'
import { DuplicateDialog } from '../../account/DuplicateDialog.tsx'
import { LeaveDialog } from '../../account/LeaveDialog.tsx'
import { exportPath } from '../../api/studies.ts'
import { useSay } from '../../shell/use-say.ts'
import { Icon } from '../../ui/Icon.tsx'
import { IdentityDialog } from '../capacity/IdentityDialog.tsx'
import { NotLoadedDialog } from './NotLoadedDialog.tsx'
import { RenameDialog } from './RenameDialog.tsx'
import type { StudyDialogProps } from './study-dialog.ts'
import { TrashDialog } from './TrashDialog.tsx'

const loadBalance = async () => import('../voices/BalanceDialog.tsx').then(({ BalanceDialog }) => BalanceDialog)
const loadSections = async () => import('./SectionsDialog.tsx').then(({ SectionsDialog }) => SectionsDialog)

interface StudyMenuProps {
  readonly study: StudyView
  /** Leads to “I am here as …”. */
  readonly onCapacity: () => void
}

/** What can be done with the whole study: take it out, say who one is in it, name it, put it away. */
export function StudyMenu({ study, onCapacity }: StudyMenuProps) {
  const say = useSay()
  const [Dialog, setDialog] = useState<ComponentType<StudyDialogProps> | null>(null)
  const trigger = useRef<HTMLButtonElement>(null)
  const takesPart = study.me !== null && !study.example
  const isSteward = takesPart && study.me?.role === 'steward'
  const mayCopy = isSteward || (takesPart && study.me?.role === 'editor')
  const mayChange = takesPart && study.me?.role === 'steward' && !study.archived
  const open = (dialog: ComponentType<StudyDialogProps>) => () => setDialog(() => dialog)
  const openLoaded = (load: () => Promise<ComponentType<StudyDialogProps>>) => () =>
    void load()
      .catch(() => NotLoadedDialog)
      .then((dialog) => setDialog(() => dialog))
  return (
    <>
      <MenuTrigger>
        <Button ref={trigger} className="bar-button study-menu" aria-label={say('study.menu')}>
          <Icon name="more" />
        </Button>
        <Popover className="menu-popover" placement="bottom end">
          <Menu className="menu" aria-label={say('study.menu')}>
            <MenuItem className="menu-item" href={exportPath(study.id, 'html')} download>
              {say('study.download.html')}
            </MenuItem>
            <MenuItem className="menu-item" href={exportPath(study.id, 'json')} download>
              {say('study.download.json')}
            </MenuItem>
            <MenuItem className="menu-item" onAction={openLoaded(loadBalance)}>
              {say('balance.title')}
            </MenuItem>
            {takesPart && !study.archived && (
              <MenuItem className="menu-item" onAction={onCapacity}>
                {say('capacity.correct.title')}
              </MenuItem>
            )}
            {takesPart && study.me?.sectorConfirmed && (
              <MenuItem className="menu-item" onAction={open(IdentityDialog)}>
                {say('identity.title')}
              </MenuItem>
            )}
            {mayChange && (
              <MenuItem className="menu-item" onAction={open(RenameDialog)}>
                {say('study.rename')}
              </MenuItem>
            )}
            {mayChange && (
              <MenuItem className="menu-item" onAction={openLoaded(loadSections)}>
                {say('openSections.title')}
              </MenuItem>
            )}
            {isSteward && (
              <MenuItem className="menu-item" href={`/studies/${encodeURIComponent(study.id)}/audit`}>
                {say('audit.open')}
              </MenuItem>
            )}
            {mayCopy && (
              <MenuItem className="menu-item" onAction={open(DuplicateDialog)}>
                {say('duplicate.title')}
              </MenuItem>
            )}
            {isSteward && (
              <MenuItem className="menu-item" onAction={open(ArchiveDialog)}>
                {say(study.archived ? 'archive.open.title' : 'archive.title')}
              </MenuItem>
            )}
            {takesPart && (
              <MenuItem className="menu-item" onAction={open(LeaveDialog)}>
                {say('leave.title')}
              </MenuItem>
            )}
            {isSteward && (
              <MenuItem className="menu-item" onAction={open(TrashDialog)}>
                {say('study.trash')}
              </MenuItem>
            )}
          </Menu>
        </Popover>
      </MenuTrigger>
      {Dialog && <Dialog study={study} onClose={() => setDialog(null)} returnTo={trigger} />}
    </>
  )
}
