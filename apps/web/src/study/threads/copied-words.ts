/** Where words that were copied were said. */
export interface SaidAt {
  readonly study: string
  readonly thread: string
  readonly message: string
}

/** Says on a page, and in what is copied from it, where words were said. Nothing of it is believed: the server looks for them there. */
const mark = 'data-said'
const value = new RegExp(`${mark}="([\\w-]+)/([\\w-]+)/([\\w-]+)"`)

export function saidAt({ study, thread, message }: SaidAt): string {
  return [study, thread, message].join('/')
}

/** What is put on the clipboard for words that are selected in what somebody said; null when they are not all of one message. */
export function copyOf(selection: Selection | null): { readonly text: string; readonly html: string } | null {
  if (selection === null || selection.isCollapsed) return null
  const [from, to] = [selection.anchorNode, selection.focusNode].map((node) => messageAround(node))
  const said = from?.getAttribute(mark) ?? null
  if (said === null || from !== to) return null
  const words = document.createElement('p')
  words.setAttribute(mark, said)
  words.textContent = selection.toString()
  return { text: selection.toString(), html: words.outerHTML }
}

/** @returns where the words of a clipboard were said in a study; null for words of anything else */
export function copiedFrom(html: string, inStudy: string): SaidAt | null {
  const [, study = '', thread = '', message = ''] = value.exec(html) ?? []
  return study === inStudy && study !== '' ? { study, thread, message } : null
}

function messageAround(node: Node | null): Element | null {
  const element = node instanceof Element ? node : (node?.parentElement ?? null)
  return element?.closest(`[${mark}]`) ?? null
}
