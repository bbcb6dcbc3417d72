import { useRef, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { Menu, MenuItem, MenuTrigger } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import type { StudyView } from '@samskriv/protocol/http'

import { ArchiveDialog } from '../../account/ArchiveDialog.tsx'
import { DuplicateDialog } from '../../account/DuplicateDialog.tsx'
import { LeaveDialog } from '../../account/LeaveDialog.tsx'
import { exportPath } from '../../api/studies.ts'
import { PeopleDialog } from '../../people/PeopleDialog.tsx'
import { useSay } from '../../shell/use-say.ts'
import { Icon } from '../../ui/Icon.tsx'
import { RenameDialog } from './RenameDialog.tsx'
import { TrashDialog } from './TrashDialog.tsx'

type OpenDialog = 'people' | 'rename' | 'duplicate' | 'archive' | 'leave' | 'trash' | null

/** What can be done with the whole study: take it out, name it, say who is in it. */
export function StudyMenu({ study }: { readonly study: StudyView }) {
  const say = useSay()
  const [dialog, setDialog] = useState<OpenDialog>(null)
  const trigger = useRef<HTMLButtonElement>(null)
  const isSteward = study.me?.role === 'steward' && !study.example
  const mayCopy = isSteward || (study.me?.role === 'editor' && !study.example)
  const close = (): void => setDialog(null)
  const open = (which: OpenDialog) => () => setDialog(which)
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
            {!study.example && (
              <MenuItem className="menu-item" onAction={open('people')}>
                {say('people.title')}
              </MenuItem>
            )}
            {isSteward && (
              <MenuItem className="menu-item" href={`/studies/${encodeURIComponent(study.id)}/audit`}>
                {say('audit.open')}
              </MenuItem>
            )}
            {isSteward && !study.archived && (
              <MenuItem className="menu-item" onAction={open('rename')}>
                {say('study.rename')}
              </MenuItem>
            )}
            {mayCopy && (
              <MenuItem className="menu-item" onAction={open('duplicate')}>
                {say('duplicate.title')}
              </MenuItem>
            )}
            {isSteward && (
              <MenuItem className="menu-item" onAction={open('archive')}>
                {say(study.archived ? 'archive.open.title' : 'archive.title')}
              </MenuItem>
            )}
            {study.me && !study.example && (
              <MenuItem className="menu-item" onAction={open('leave')}>
                {say('leave.title')}
              </MenuItem>
            )}
            {isSteward && (
              <MenuItem className="menu-item" onAction={open('trash')}>
                {say('study.trash')}
              </MenuItem>
            )}
          </Menu>
        </Popover>
      </MenuTrigger>
      {dialog === 'people' && <PeopleDialog study={study} onClose={close} returnTo={trigger} />}
      {dialog === 'rename' && <RenameDialog study={study} onClose={close} returnTo={trigger} />}
      {dialog === 'duplicate' && <DuplicateDialog study={study} onClose={close} returnTo={trigger} />}
      {dialog === 'archive' && <ArchiveDialog study={study} onClose={close} returnTo={trigger} />}
      {dialog === 'leave' && <LeaveDialog study={study} onClose={close} returnTo={trigger} />}
      {dialog === 'trash' && <TrashDialog study={study} onClose={close} returnTo={trigger} />}
    </>
  )
}
