import * as Y from 'yjs'

/** Adds a paragraph as the editor does: an element that holds a stretch of text. */
export function addParagraph(doc: Y.Doc, text: string, section = 'summary'): Y.XmlText {
  const paragraph = new Y.XmlElement('paragraph')
  const words = new Y.XmlText(text)
  doc.transact(() => {
    const root = doc.getXmlFragment(`s:${section}`)
    root.insert(root.length, [paragraph])
    paragraph.insert(0, [words])
  })
  return words
}

export function textOf(doc: Y.Doc, section = 'summary'): string {
  return doc.getXmlFragment(`s:${section}`).toString()
}
