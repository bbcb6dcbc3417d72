import { Mark, markPasteRule, mergeAttributes } from '@tiptap/core'

import { addressesIn } from './address-in-text.ts'
import { isAllowedLink } from './allowed-link.ts'
import { checkedBy } from './attribute.ts'
import { linkPasteOverWords, linkTypedAddresses } from './link-plugins.ts'

/** Words that lead somewhere, and only that: a stored target, class or title would be one more thing to check and to leak. */
export const Link = Mark.create({
  name: 'link',
  // Outside of bold and italic.
  priority: 1_000,
  keepOnSplit: false,
  exitable: true,

  addAttributes: () => ({ href: { default: null, validate: checkedBy('href', isAllowedLink) } }),
  parseHTML: () => [{ tag: 'a[href]', getAttrs: (element) => (isAllowedLink(element.getAttribute('href')) ? null : false) }],
  renderHTML: ({ HTMLAttributes }) => [
    'a',
    mergeAttributes({ rel: 'noopener noreferrer nofollow' }, isAllowedLink(HTMLAttributes['href']) ? HTMLAttributes : { href: '' }),
    0,
  ],

  addPasteRules() {
    return [
      markPasteRule({
        type: this.type,
        find: (text) => addressesIn(text).map(({ address, index }) => ({ text: address, index })),
        getAttributes: ([address]) => ({ href: address }),
      }),
    ]
  },
  addProseMirrorPlugins() {
    return [linkTypedAddresses(this.type), linkPasteOverWords(this.type)]
  },
})
