import { combineTransactionSteps, findChildrenInRange, getChangedRanges } from '@tiptap/core'
import type { MarkType } from '@tiptap/pm/model'
import { Plugin } from '@tiptap/pm/state'

import { addressesIn, wholeAddress } from './address-in-text.ts'

/** As in a textblock's text: what is no letter there is this, and ends a word. */
const noLetter = ' '

/** An address becomes a link when a space or a new line ends it. */
export function linkTypedAddresses(link: MarkType): Plugin {
  return new Plugin({
    appendTransaction: (transactions, before, { doc, tr }) => {
      if (!transactions.some(({ docChanged }) => docChanged) || before.doc.eq(doc)) return null
      for (const { newRange } of getChangedRanges(combineTransactionSteps(before.doc, [...transactions]))) {
        const blocks = findChildrenInRange(doc, newRange, ({ isTextblock }) => isTextblock)
        const [block] = blocks
        if (block === undefined) continue
        const start = block.pos + 1
        const end = blocks.length > 1 ? start + block.node.content.size : newRange.to
        const isEnded = blocks.length > 1 || /\s$/.test(doc.textBetween(newRange.from, newRange.to, noLetter, noLetter))
        if (!isEnded) continue
        const text = doc.textBetween(start, end, noLetter, noLetter).trimEnd()
        const lastWord = text.search(/\S+$/)
        for (const { address, index } of lastWord === -1 ? [] : addressesIn(text.slice(lastWord))) {
          const from = start + lastWord + index
          const to = from + address.length
          if (!doc.rangeHasMark(from, to, link)) tr.addMark(from, to, link.create({ href: address }))
        }
      }
      return tr.docChanged ? tr : null
    },
  })
}

/** An address that is pasted over words is where they lead; it does not take their place. */
export function linkPasteOverWords(link: MarkType): Plugin {
  return new Plugin({
    props: {
      handlePaste: ({ state, dispatch }, _event, { content }) => {
        const { empty, ranges } = state.selection
        const href = empty ? null : wholeAddress(content.textBetween(0, content.size, '\n'))
        if (href === null) return false
        const { tr } = state
        for (const { $from, $to } of ranges) tr.addMark($from.pos, $to.pos, link.create({ href }))
        dispatch(tr.scrollIntoView())
        return true
      },
    },
  })
}
