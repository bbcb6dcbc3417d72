import type { Sector } from '@samskriv/domain'
import type { StudyView } from '@samskriv/protocol/http'
import type { ObservedValue, Visit } from '@samskriv/sync-client'
import type { Awareness } from 'y-protocols/awareness'
import { createContext, useContext } from 'react'
import type { Doc } from 'yjs'

import type { NewContributor } from '../people/AddContributorForm.tsx'
import type { ActiveEditor } from './editor/active-editor.ts'
import type { MountedEditors } from './editor/mounted-editors.ts'
import type { SharedUndo } from './editor/shared-undo.ts'
import type { Pastes } from './paste/pastes.ts'
import type { GuardState } from './protection/guarded-words.ts'
import type { Scribing } from './scribing/scribing.ts'
import type { DrawnThreads } from './threads/drawn-threads.ts'
import type { ShownVoices } from './voices/shown-voices.ts'

/** What the sections of one open copy share. A new object when the copy is replaced, never when something in it changes. */
export interface OpenCopy {
  readonly doc: Doc
  readonly awareness: Awareness
  readonly undo: SharedUndo
  readonly active: ActiveEditor
  readonly editors: MountedEditors
  /** The participant whose caret the page scrolls along with; null for nobody. */
  readonly following: ObservedValue<string | null>
  /** Null while nobody asked to see who said what. */
  readonly voices: ObservedValue<ShownVoices | null>
  /** What was said about words; null until it has come, and while it is hidden. */
  readonly threads: ObservedValue<DrawnThreads | null>
  /** Keeps words of others from being changed here. */
  readonly guard: ObservedValue<GuardState>
  readonly pastes: Pastes
  readonly scribing: Scribing
  /** Those who were added without a network, and keep one more. */
  readonly newSpeakers: Visit['newSpeakers']
  readonly addSpeaker: (contributor: NewContributor) => void
  /** Whose words a clientID of this device writes. */
  readonly writerOf: Visit['writerOf']
}

/** The person in front of this page, as others see them. */
export interface Self {
  readonly participant: string
  readonly name: string
  readonly sector: Sector | 'unknown'
}

/** Null for somebody who reads an example and takes no part in it. */
export const SelfContext = createContext<Self | null>(null)

/** The study that is open, for what stands deep in the page and is seldom used. */
export const StudyContext = createContext<StudyView | null>(null)

/** Leads to “I am here as …” and back to the section one wants to write in; null when that is not what stands in the way. */
export const StartWritingContext = createContext<((section: string | null) => void) | null>(null)

export const OpenCopyContext = createContext<OpenCopy | null>(null)

/** Null while no copy is open: before the first one, and between two. */
export function useOpenCopyOrNull(): OpenCopy | null {
  return useContext(OpenCopyContext)
}

export function useOpenCopy(): OpenCopy {
  const copy = useContext(OpenCopyContext)
  if (copy === null) throw new Error('no-open-copy')
  return copy
}
