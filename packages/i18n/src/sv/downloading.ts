import type { Translated } from '../messages.ts'
import type { downloading as en } from '../en/downloading.ts'

export const downloading: Translated<typeof en> = {
  'download.document': 'Vad av den?',
  'download.document.full': 'Hela fallbeskrivningen',
  'download.document.sheet': 'En sida: vad den handlar om, vilka som blev hörda, vad som ändrades',
  'download.document.gripp2': 'Sammanfattning för GRIPP2, kortversionen',
  'download.document.standards': 'Sammanfattning för de skotska standarderna för lokalt deltagande',
  'download.document.hint': 'Sammanfattningar använder orden i fallbeskrivningen och säger vem som sa dem. De säger vad som saknas.',
  'download.sections': 'Vilka avsnitt?',
  'download.sections.all': 'Alla avsnitt',
  'download.sections.some': 'Bara några',
  'download.sections.which': 'Avsnitt i filen',
  'download.sections.hint': 'Filen säger vilka avsnitt som inte är med. De som bara har sagt något där är inte nämnda.',
  'download.sections.none': 'Välj ett eller flera avsnitt.',
  'download.look': 'Hur ska den se ut?',
  'download.questions': 'Visa stödfrågorna ovanför varje avsnitt',
  'download.largePrint': 'Stor stil, 18 punkter och mer',
  'download.language': 'Språk för orden runt texten',
  'download.language.hint': 'Texten behåller sitt eget språk.',
}
