import type { ComponentType, RefObject } from 'react'
import { Menu, MenuItem } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import type { StudyView } from '@samskriv/protocol/http'

import { useSay } from '../../shell/use-say.ts'
import { NotLoadedDialog } from './NotLoadedDialog.tsx'
import { askToFind } from '../find/find-asked.ts'
import { askForThreads } from '../threads/comment-asked.ts'
import type { StudyDialogProps } from './study-dialog.ts'

/** Each is fetched when it is asked for. */
const load = {
  about: async () => import('../about/AboutDialog.tsx').then(({ AboutDialog }) => AboutDialog),
  activity: async () => import('../activity/ActivityDialog.tsx').then(({ ActivityDialog }) => ActivityDialog),
  archive: async () => import('../../account/ArchiveDialog.tsx').then(({ ArchiveDialog }) => ArchiveDialog),
  balance: async () => import('../voices/BalanceDialog.tsx').then(({ BalanceDialog }) => BalanceDialog),
  download: async () => import('../download/DownloadDialog.tsx').then(({ DownloadDialog }) => DownloadDialog),
  duplicate: async () => import('../../account/DuplicateDialog.tsx').then(({ DuplicateDialog }) => DuplicateDialog),
  goBack: async () => import('../go-back/GoBackDialog.tsx').then(({ GoBackDialog }) => GoBackDialog),
  imports: async () => import('../imports/ImportDialog.tsx').then(({ ImportDialog }) => ImportDialog),
  identity: async () => import('../capacity/IdentityDialog.tsx').then(({ IdentityDialog }) => IdentityDialog),
  leave: async () => import('../../account/LeaveDialog.tsx').then(({ LeaveDialog }) => LeaveDialog),
  ownSections: async () => import('../own-sections/OwnSectionsDialog.tsx').then(({ OwnSectionsDialog }) => OwnSectionsDialog),
  readBack: async () => import('../scribing/ReadBackDialog.tsx').then(({ ReadBackDialog }) => ReadBackDialog),
  rename: async () => import('./RenameDialog.tsx').then(({ RenameDialog }) => RenameDialog),
  scribing: async () => import('../scribing/ScribingDialog.tsx').then(({ ScribingDialog }) => ScribingDialog),
  sections: async () => import('./SectionsDialog.tsx').then(({ SectionsDialog }) => SectionsDialog),
  trash: async () => import('./TrashDialog.tsx').then(({ TrashDialog }) => TrashDialog),
}

export interface StudyMenuListProps {
  readonly study: StudyView
  /** What the list hangs below, and what gets the focus back. */
  readonly trigger: RefObject<HTMLButtonElement | null>
  /** Leads to “I am here as …”. */
  readonly onCapacity: () => void
  readonly onDialog: (dialog: ComponentType<StudyDialogProps>) => void
  readonly onClose: () => void
}

/** What can be done with the whole study: take it out, say who one is in it, name it, put it away. */
export function StudyMenuList({ study, trigger, onCapacity, onDialog, onClose }: StudyMenuListProps) {
  const say = useSay()
  const takesPart = study.me !== null && !study.example
  const isSteward = takesPart && study.me?.role === 'steward'
  const mayCopy = isSteward || (takesPart && study.me?.role === 'editor')
  const mayScribe = mayCopy && study.me?.sectorConfirmed === true && study.me.canWrite && !study.archived
  const mayImport = takesPart && study.me?.sectorConfirmed === true && study.me.role !== 'reader' && !study.archived
  const mayGoBack = study.sections.some(({ canWrite }) => canWrite)
  const mayChange = takesPart && study.me?.role === 'steward' && !study.archived
  const open = (fetched: () => Promise<ComponentType<StudyDialogProps>>) => () =>
    void fetched()
      .catch(() => NotLoadedDialog)
      .then(onDialog)
  return (
    <Popover
      className="menu-popover"
      aria-label={say('study.menu')}
      placement="bottom end"
      triggerRef={trigger}
      isOpen
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose()
      }}
    >
      {/* A menu that opens takes the focus; so keyboards and screen readers expect it. */}
      {/* oxlint-disable-next-line jsx-a11y/no-autofocus */}
      <Menu className="menu" aria-label={say('study.menu')} autoFocus="first" onClose={onClose}>
        <MenuItem className="menu-item" onAction={open(load.download)}>
          {say('download.open')}
        </MenuItem>
        {mayImport && (
          <MenuItem className="menu-item" onAction={open(load.imports)}>
            {say('imports.open')}
          </MenuItem>
        )}
        <MenuItem className="menu-item" onAction={open(load.about)}>
          {say('about.title')}
        </MenuItem>
        {mayScribe && (
          <MenuItem className="menu-item" onAction={open(load.scribing)}>
            {say('scribing.title')}
          </MenuItem>
        )}
        {mayScribe && (
          <MenuItem className="menu-item" onAction={open(load.readBack)}>
            {say('readBack.title')}
          </MenuItem>
        )}
        <MenuItem className="menu-item" onAction={open(load.balance)}>
          {say('balance.title')}
        </MenuItem>
        {takesPart && (
          <MenuItem className="menu-item" onAction={open(load.activity)}>
            {say('activity.title')}
          </MenuItem>
        )}
        <MenuItem className="menu-item" onAction={() => onceClosed(askForThreads)}>
          {say('threads.title')}
        </MenuItem>
        <MenuItem className="menu-item" onAction={() => onceClosed(askToFind)}>
          {say('find.title')}
        </MenuItem>
        {mayGoBack && (
          <MenuItem className="menu-item" onAction={open(load.goBack)}>
            {say('goBack.title')}
          </MenuItem>
        )}
        {takesPart && !study.archived && (
          <MenuItem className="menu-item" onAction={onCapacity}>
            {say('capacity.correct.title')}
          </MenuItem>
        )}
        {takesPart && study.me?.sectorConfirmed && (
          <MenuItem className="menu-item" onAction={open(load.identity)}>
            {say('identity.title')}
          </MenuItem>
        )}
        {mayChange && (
          <MenuItem className="menu-item" onAction={open(load.rename)}>
            {say('study.rename')}
          </MenuItem>
        )}
        {mayChange && (
          <MenuItem className="menu-item" onAction={open(load.sections)}>
            {say('openSections.title')}
          </MenuItem>
        )}
        {mayChange && (
          <MenuItem className="menu-item" onAction={open(load.ownSections)}>
            {say('ownSections.title')}
          </MenuItem>
        )}
        {isSteward && (
          <MenuItem className="menu-item" href={`/studies/${encodeURIComponent(study.id)}/audit`}>
            {say('audit.open')}
          </MenuItem>
        )}
        {mayCopy && (
          <MenuItem className="menu-item" onAction={open(load.duplicate)}>
            {say('duplicate.title')}
          </MenuItem>
        )}
        {isSteward && (
          <MenuItem className="menu-item" onAction={open(load.archive)}>
            {say(study.archived ? 'archive.open.title' : 'archive.title')}
          </MenuItem>
        )}
        {takesPart && (
          <MenuItem className="menu-item" onAction={open(load.leave)}>
            {say('leave.title')}
          </MenuItem>
        )}
        {isSteward && (
          <MenuItem className="menu-item" onAction={open(load.trash)}>
            {say('study.trash')}
          </MenuItem>
        )}
      </Menu>
    </Popover>
  )
}

/** The menu gives the focus back as it closes; only then may it go on. */
function onceClosed(go: () => void): void {
  requestAnimationFrame(() => requestAnimationFrame(go))
}
