import type { SectionKey } from '@samskriv/domain'
import { memo } from 'react'

import { useSay } from '../../shell/use-say.ts'
import type { SaidNode } from '../voices/shown-voices.ts'
import { numberedNotes } from './numbered-notes.ts'
import { ProseMirrorText } from './ProseMirrorText.tsx'
import { SectionNotes } from './SectionNotes.tsx'
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
  if (content.length === 0)
    return saysEmpty ? <p className="section-empty">{say('section.empty.invite')}</p> : <p className="section-awaits">&nbsp;</p>
  const list = `section-${section}`
  const { blocks, notes } = numberedNotes(withCaptions(content), list)
  return (
    <div className="section-text" style={{ containIntrinsicBlockSize: `auto ${roughHeightPx(content)}px` }}>
      {keyed(blocks).map(({ key, block }) => (
        <Block key={key} block={block} />
      ))}
      <SectionNotes notes={notes} list={list} />
    </div>
  )
})

/** What is told of a picture below it belongs to it, as in a figure. */
function withCaptions(blocks: readonly SaidNode[]): readonly SaidNode[] {
  return blocks.flatMap((block, index) => {
    if (block.type === 'caption' && blocks[index - 1]?.type === 'image') return []
    const next = blocks[index + 1]
    return [block.type === 'image' && next?.type === 'caption' ? { ...block, content: next.content ?? [] } : block]
  })
}

/** Drawn once: its key is all that it holds. */
const Block = memo(
  function Block({ block }: { readonly block: SaidNode }) {
    return <ProseMirrorText nodes={[block]} />
  },
  () => true,
)

/**
 * A changed block is made anew, and the others stay: a browser's translator has taken the words out of the old one, and what React
 * would write there is shown to nobody.
 */
function keyed(content: readonly SaidNode[]): readonly { readonly key: string; readonly block: SaidNode }[] {
  const seen = new Map<string, number>()
  return content.map((block) => {
    const json = JSON.stringify(block)
    const before = seen.get(json) ?? 0
    seen.set(json, before + 1)
    return { key: `${before} ${json}`, block }
  })
}

/** About how high the text will be, for as long as the browser has not laid it out: lines of 75 characters, and their spaces. */
function roughHeightPx(nodes: readonly SaidNode[]): number {
  return nodes.reduce((height, node) => height + Math.ceil(lengthOf(node) / 75) * 28 + 16, 0)
}

function lengthOf(node: SaidNode): number {
  return (node.text?.length ?? 0) + (node.content ?? []).reduce((length, child) => length + lengthOf(child), 0)
}
