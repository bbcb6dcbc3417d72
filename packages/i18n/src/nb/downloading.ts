import type { Translated } from '../messages.ts'
import type { downloading as en } from '../en/downloading.ts'

export const downloading: Translated<typeof en> = {
  'download.document': 'Hva av den?',
  'download.document.full': 'Hele casebeskrivelsen',
  'download.document.sheet': 'Én side: hva den handler om, hvem som ble hørt, hva som ble endret',
  'download.document.gripp2': 'Sammendrag for GRIPP2, kortversjonen',
  'download.document.standards': 'Sammendrag for de skotske standardene for lokal medvirkning',
  'download.document.hint': 'Sammendrag bruker ordene i casebeskrivelsen og sier hvem som sa dem. De sier hva som mangler.',
  'download.sections': 'Hvilke deler?',
  'download.sections.all': 'Alle deler',
  'download.sections.some': 'Bare noen',
  'download.sections.which': 'Deler i filen',
  'download.sections.hint': 'Filen sier hvilke deler som ikke er med. De som bare har sagt noe der, er ikke nevnt.',
  'download.sections.none': 'Velg én eller flere deler.',
  'download.look': 'Hvordan skal den se ut?',
  'download.questions': 'Vis hjelpespørsmålene over hver del',
  'download.largePrint': 'Stor skrift, 18 punkter og mer',
  'download.language': 'Språk for ordene rundt teksten',
  'download.language.hint': 'Teksten beholder språket sitt.',
}
