/** Attributes of nodes in which words stand, by the node. */
export const saidInAttribute: Readonly<Record<string, string>> = { footnote: 'text', image: 'alt' }
