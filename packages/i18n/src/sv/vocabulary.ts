import type { Translated } from '../messages.ts'
import type { vocabulary as en } from '../en/vocabulary.ts'

export const vocabulary: Translated<typeof en> = {
  'product.name': 'Samskriv',

  'language.label': 'Språk',
  'language.en': 'English',
  'language.nb': 'Norsk bokmål',
  'language.sv': 'Svenska',

  'nav.skip': 'Gå till texten',
  'nav.home': 'Mina fallbeskrivningar',
  'nav.backToTop': 'Till toppen',
  'nav.signIn': 'Logga in',
  'nav.signOut': 'Logga ut',

  'action.cancel': 'Avbryt',
  'action.close': 'Stäng',
  'action.continue': 'Fortsätt',
  'action.copy': 'Kopiera',
  'action.download': 'Ladda ner',
  'action.save': 'Spara',
  'action.tryAgain': 'Försök igen',

  'word.optional': 'valfri',
  'word.loading': 'Laddar …',
  'word.example': 'Exempel',

  'role.label': 'Roll',
  'role.reader': 'Läsare',
  'role.reader.help': 'Kan läsa allt.',
  'role.commenter': 'Kan kommentera',
  'role.commenter.help': 'Kan läsa och kommentera.',
  'role.contributor': 'Bidragsgivare',
  'role.contributor.help': 'Kan läsa allt, och skriva i de avsnitt som är öppna för bidragsgivare.',
  'role.editor': 'Redaktör',
  'role.editor.help': 'Kan skriva och ändra texten.',
  'role.steward': 'Ansvarig',
  'role.steward.help': 'Kan skriva, lägga till personer och ta hand om fallbeskrivningen.',

  'sector.unknown': 'Inte sagt än',

  'status.draft': 'Utkast',
  'status.community_review': 'Granskning i lokalsamhället',
  'status.sign_off': 'Klar för godkännande',
  'status.signed_off': 'Godkänd',
  'status.published': 'Publicerad',
  'status.revision': 'Under revidering',
  'status.withdrawn': 'Återkallad',
  'status.archived': 'Arkiverad',

  'count.words_one': '{{count, number}} ord',
  'count.words_other': '{{count, number}} ord',
}
