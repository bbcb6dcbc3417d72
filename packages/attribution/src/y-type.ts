import type * as Y from 'yjs'

/** A list of items: a root, an element or a text. Yjs types its events invariantly, so the type is taken from where Yjs uses it. */
export type YType = Y.ContentType['type']
