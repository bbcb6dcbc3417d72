import { type Authorship, saidInAttribute, voiceOfSaid } from '@samskriv/attribution'
import { sectionRoot } from '@samskriv/document'
import type { SectionKey, VoiceId } from '@samskriv/domain'
import * as Y from 'yjs'

/** A note, or a picture with what it shows. */
export interface SaidNote {
  readonly element: Y.XmlElement
  readonly isPicture: boolean
  readonly text: string
  readonly voice: VoiceId | null
}

/** What is said in notes and in descriptions of pictures of a section, in document order. */
export function saidNotesIn(doc: Y.Doc, section: SectionKey, authorship: Authorship): readonly SaidNote[] {
  const root = sectionRoot(section)
  // Asking a Y.Doc for a root creates it.
  return doc.share.has(root) ? notesOf(doc.getXmlFragment(root), authorship) : []
}

/** Says something else there, or nothing any more: then a note goes, and a picture stays as one that needs no words. */
export function sayInNote({ element, isPicture }: SaidNote, text: string): void {
  const { parent } = element
  if (text !== '') element.setAttribute(saidInAttribute[element.nodeName] ?? '', text)
  else if (!isPicture) {
    if (parent instanceof Y.XmlFragment) parent.delete(parent.toArray().indexOf(element), 1)
  } else {
    element.setAttribute('alt', '')
    // Yjs stores any JSON value; its types know only strings here.
    element.setAttribute('decorative', true as unknown as string)
  }
}

function notesOf(parent: Y.XmlFragment, authorship: Authorship): readonly SaidNote[] {
  return parent.toArray().flatMap((child): readonly SaidNote[] => {
    if (!(child instanceof Y.XmlElement)) return []
    const name = saidInAttribute[child.nodeName]
    if (name === undefined) return notesOf(child, authorship)
    const isDecoration = (child.getAttribute('decorative') as unknown) === true
    const text = isDecoration ? '' : (child.getAttribute(name) ?? '')
    return [{ element: child, isPicture: child.nodeName === 'image', text, voice: voiceOfSaid(child, authorship) }]
  })
}
