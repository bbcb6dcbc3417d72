import type { StudyView } from '@samskriv/protocol/http'
import { useCallback } from 'react'
import type { Awareness } from 'y-protocols/awareness'

import { useAnnounce } from '../../shell/announcer.tsx'
import { useSay } from '../../shell/use-say.ts'
import { presenceName } from '../editor/presence-name.ts'
import { type Presence, readPresence } from '../editor/presence.ts'
import { focusSection } from '../section/SectionView.tsx'
import type { OpenCopy } from '../study-context.ts'
import { blockOfCaret, joinCaret } from './place-of-caret.ts'

/**
 * Leads to where somebody is writing (CTAUR 4): with one's own caret beside theirs where one may write, else to the paragraph they
 * are in.
 */
export function useGoToPerson(study: StudyView, { doc, awareness, editors }: OpenCopy): (person: Presence) => void {
  const say = useSay()
  const announce = useAnnounce()
  return useCallback(
    (listed) => {
      // The list is not drawn anew for every move of a caret.
      const person = presenceNow(awareness, listed)
      const { section, cursor } = person
      const found = study.template.sections.find(({ id }) => id === section)
      if (section === null || found === undefined) return
      focusSection(section)
      blockOfCaret(doc, person)?.scrollIntoView({ block: 'center' })
      announce(say('presence.wentTo', { name: presenceName(say, person), section: found.title[study.language] }))
      if (cursor === null) return
      const mayWrite = study.sections.some(({ key, canWrite }) => key === section && canWrite)
      const joined = mayWrite ? editors.whenMounted(section) : Promise.resolve(null)
      void joined.then((editor) => {
        if (editor !== null && joinCaret(editor, cursor)) return
        const block = blockOfCaret(doc, person)
        if (block === null || block.closest('.section-text') === null) return
        block.tabIndex = -1
        block.focus({ preventScroll: true })
      })
    },
    [study, doc, awareness, editors, say, announce],
  )
}

function presenceNow(awareness: Awareness, listed: Presence): Presence {
  return readPresence(listed.client, awareness.getStates().get(listed.client)) ?? listed
}
