import type { Element } from 'xast'

import { allOf, childrenOf, textOf, valueOf } from '../archive/read-xml.ts'
import { momentOf, nameOf, remarkOf } from '../clean-characters.ts'
import type { DraftComment } from '../draft.ts'
import { shifted } from '../html/spell-out.ts'
import type { ImportedRemark } from '../imported-document.ts'

export interface WordComments {
  readonly comments: readonly DraftComment[]
  /** The number of each remark by the id that it has in the file. */
  readonly numbers: ReadonlyMap<string, number>
}

/**
 * Remarks as Word keeps them: their words in one part, and in another, named by their last paragraph, which of them answers which and what is
 * settled. Programs that leave the second one out lose that, and nothing else.
 */
export function readComments(comments: Element | undefined, extended: Element | undefined): WordComments {
  const links = new Map(childrenOf(extended, 'w15:commentEx').map((each) => [valueOf(each, 'w15:paraId') ?? '', each]))
  const all = childrenOf(comments, 'w:comment').map((element) => {
    const paragraphs = allOf(element, 'w:p')
    const key = valueOf(paragraphs.at(-1), 'w14:paraId') ?? ''
    return {
      id: valueOf(element, 'w:id') ?? '',
      key,
      parent: valueOf(links.get(key), 'w15:paraIdParent'),
      resolved: isOn(valueOf(links.get(key), 'w15:done')),
      said: {
        author: nameOf(valueOf(element, 'w:author') ?? ''),
        at: momentOf(valueOf(element, 'w:date')),
        text: remarkOf(paragraphs.map(paragraphText).join('\n')),
      } satisfies ImportedRemark,
    }
  })
  const byKey = new Map(all.filter(({ key }) => key !== '').map((each) => [each.key, each]))
  const rootOf = (each: (typeof all)[number]): (typeof all)[number] => {
    let root = each
    // Two that answer each other would go on for ever.
    for (let step = 0; step < 50; step += 1) root = byKey.get(root.parent ?? '') ?? root
    return root
  }
  const numbers = new Map(all.map(({ id }, number) => [id, number]))
  const replies = Map.groupBy(
    all.filter((each) => rootOf(each) !== each && each.said.text !== ''),
    rootOf,
  )
  return {
    numbers,
    comments: all.flatMap((each, remark) =>
      rootOf(each) === each && each.said.text !== ''
        ? [{ remark, ...each.said, resolved: each.resolved, replies: (replies.get(each) ?? []).map(({ said }) => said) }]
        : [],
    ),
  }
}

function paragraphText(paragraph: Element): string {
  return paragraph.children
    .map((child) => {
      if (child.type !== 'element') return ''
      if (child.name === 'w:t') return textOf(child)
      if (child.name === 'w:br' || child.name === 'w:cr') return '\n'
      if (child.name === 'w:tab') return ' '
      if (child.name === 'w:r') return runText(child)
      return child.name === 'w:del' ? '' : paragraphText(child)
    })
    .join('')
}

function runText(run: Element): string {
  const [look] = childrenOf(run, 'w:rPr')
  const where = valueOf(childrenOf(look, 'w:vertAlign')[0], 'w:val')
  if (['w:strike', 'w:dstrike'].some((name) => childrenOf(look, name).some((each) => isOn(valueOf(each, 'w:val') ?? 'on')))) return ''
  const words = paragraphText(run)
  return where === 'superscript' ? shifted(words, 'sup') : where === 'subscript' ? shifted(words, 'sub') : words
}

function isOn(value: string | undefined): boolean {
  return value !== undefined && /^(?:1|true|on)$/.test(value)
}
