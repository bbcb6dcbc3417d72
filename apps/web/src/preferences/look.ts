import type { Preferences } from '@samskriv/protocol/http'

type Look = Pick<Preferences, 'colours' | 'contrast' | 'motion' | 'textSize'>

/** What the server has put on the page (`lookAttributes`), when it is changed while the page is open. */
export function showLook({ colours, contrast, motion, textSize }: Look): void {
  const { dataset } = document.documentElement
  dataset['colours'] = colours
  dataset['contrast'] = contrast
  dataset['motion'] = motion
  dataset['text'] = textSize
  // The bars of a phone's browser around the page are of the page's own colour.
  const paper = getComputedStyle(document.documentElement).getPropertyValue('--paper')
  for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')) meta.content = paper
}
