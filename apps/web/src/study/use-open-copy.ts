import { sectionRoot } from '@samskriv/document'
import type { SectionKey } from '@samskriv/domain'
import { ObservedValue, type Visit } from '@samskriv/sync-client'
import { useEffect, useState } from 'react'

import { ActiveEditor } from './editor/active-editor.ts'
import { MountedEditors } from './editor/mounted-editors.ts'
import { SharedUndo } from './editor/shared-undo.ts'
import { Pastes, type Sitting } from './paste/pastes.ts'
import type { GuardState } from './protection/guarded-words.ts'
import { Scribing } from './scribing/scribing.ts'
import type { OpenCopy } from './study-context.ts'

/**
 * Everything the sections need around one visit's document; made and taken down with the visit.
 *
 * @param mindsWords - whether words of others are to be kept from being changed here
 */
export function useCopyOf(visit: Visit | null, keys: readonly SectionKey[], mindsWords: boolean): OpenCopy | null {
  const [copy, setCopy] = useState<OpenCopy | null>(null)
  const [sitting] = useState<Sitting>({ answer: null })
  useEffect(() => {
    if (visit === null) return
    const { doc, awareness } = visit
    const fragments = keys.map((key) => doc.getXmlFragment(sectionRoot(key)))
    const undo = new SharedUndo(fragments)
    const forgetEarlier = visit.hasContent.subscribe(() => undo.clear())
    const pastes = new Pastes({
      place: visit.place,
      note: (note) => visit.noteSource(note),
      sitting,
      isForSomebody: () => visit.speaker.get() !== null,
    })
    const scribing = new Scribing({ hand: visit, undo, doc })
    setCopy({
      doc,
      awareness,
      undo,
      active: new ActiveEditor(),
      editors: new MountedEditors(),
      following: new ObservedValue(null),
      voices: new ObservedValue(null),
      threads: new ObservedValue(null),
      guard: new ObservedValue<GuardState>(mindsWords ? 'coming' : null),
      pastes,
      scribing,
      newSpeakers: visit.newSpeakers,
      addSpeaker: (request) => {
        const { participantId, name, sector } = request
        void visit.addSpeaker({ participantId, name, sector, request })
      },
      writerOf: (client) => visit.writerOf(client),
    })
    return () => {
      forgetEarlier()
      scribing.destroy()
      undo.destroy()
      setCopy(null)
    }
    // A section that is added while the study is open joins the copy there is: what is typed in the others goes on.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [visit])
  return copy
}
