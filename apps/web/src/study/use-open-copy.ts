import { sectionRoot } from '@samskriv/document'
import type { SectionKey } from '@samskriv/domain'
import { ObservedValue, type Visit } from '@samskriv/sync-client'
import { useEffect, useState } from 'react'

import { ActiveEditor } from './editor/active-editor.ts'
import { SharedUndo } from './editor/shared-undo.ts'
import { Pastes, type Sitting } from './paste/pastes.ts'
import { Scribing } from './scribing/scribing.ts'
import type { OpenCopy } from './study-context.ts'

/** Everything the sections need around one visit's document; made and taken down with the visit. */
export function useCopyOf(visit: Visit | null, keys: readonly SectionKey[]): OpenCopy | null {
  const [copy, setCopy] = useState<OpenCopy | null>(null)
  const [sitting] = useState<Sitting>({ answer: null })
  const names = keys.join(' ')
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
      voices: new ObservedValue(null),
      pastes,
      scribing,
      writerOf: (client) => visit.writerOf(client),
    })
    return () => {
      forgetEarlier()
      scribing.destroy()
      undo.destroy()
      setCopy(null)
    }
    // The keys of a study are what they are; only another list makes another copy.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [visit, names])
  return copy
}
