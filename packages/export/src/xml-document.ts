import type { Element } from 'xast'
import { toXml } from 'xast-util-to-xml'

/** A part of a zipped file. The library leaves `]]>` in texts as it is, which no parser takes. */
export function xmlDocument(root: Element): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${toXml(root).replaceAll(']]>', ']]&gt;')}\n`
}
