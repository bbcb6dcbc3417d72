import type { SectionKey } from '@samskriv/domain'
import { memo } from 'react'

import { useSay } from '../../shell/use-say.ts'
import type { SaidNode } from '../voices/shown-voices.ts'
import { ProseMirrorText } from './ProseMirrorText.tsx'
import { useSectionNodes } from './use-section-nodes.ts'

interface SectionTextProps {
  readonly section: SectionKey
  /** Says so when there is nothing yet; an editor that is about to be mounted has its own place for it. */
  readonly saysEmpty: boolean
}

/** A section as it can be read: for those who may not write, and for sections far from where one is writing. */
export const SectionText = memo(function SectionText({ section, saysEmpty }: SectionTextProps) {
  const say = useSay()
  const content = useSectionNodes(section)
  if (content.length === 0) return saysEmpty ? <p className="section-empty">{say('section.empty.invite')}</p> : <p>&nbsp;</p>
  return (
    <div className="section-text" style={{ containIntrinsicBlockSize: `auto ${roughHeightPx(content)}px` }}>
      {content.map((block, place) => (
        // A changed block is made anew: a browser's translator has taken the words out of the old one, and what React would write
        // there is shown to nobody, or breaks the page. https://github.com/facebook/react/issues/11538
        <ProseMirrorText key={`${place} ${JSON.stringify(block)}`} nodes={[block]} />
      ))}
    </div>
  )
})

/** About how high the text will be, for as long as the browser has not laid it out: lines of 75 characters, and their spaces. */
function roughHeightPx(nodes: readonly SaidNode[]): number {
  return nodes.reduce((height, node) => height + Math.ceil(lengthOf(node) / 75) * 28 + 16, 0)
}

function lengthOf(node: SaidNode): number {
  return (node.text?.length ?? 0) + (node.content ?? []).reduce((length, child) => length + lengthOf(child), 0)
}
