import type { SectionKey } from '@samskriv/domain'
import { memo } from 'react'
import type { Doc } from 'yjs'

import { useSay } from '../../shell/use-say.ts'
import { ProseMirrorText } from './ProseMirrorText.tsx'
import { useSectionJson } from './use-section-json.ts'

interface SectionTextProps {
  readonly doc: Doc
  readonly section: SectionKey
  /** Says so when there is nothing yet; an editor that is about to be mounted has its own place for it. */
  readonly saysEmpty: boolean
}

/** A section as it can be read: for those who may not write, and for sections far from where one is writing. */
export const SectionText = memo(function SectionText({ doc, section, saysEmpty }: SectionTextProps) {
  const say = useSay()
  const { content = [] } = useSectionJson(doc, section)
  if (content.length === 0) return saysEmpty ? <p className="section-empty">{say('section.empty.invite')}</p> : <p>&nbsp;</p>
  return <ProseMirrorText nodes={content} />
})
