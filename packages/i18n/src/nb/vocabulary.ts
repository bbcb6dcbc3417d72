import type { Translated } from '../messages.ts'
import type { vocabulary as en } from '../en/vocabulary.ts'

export const vocabulary: Translated<typeof en> = {
  'product.name': 'Samskriv',

  'language.label': 'Språk',
  'language.en': 'English',
  'language.nb': 'Norsk bokmål',
  'language.sv': 'Svenska',

  'nav.skip': 'Gå til teksten',
  'nav.home': 'Mine casebeskrivelser',
  'nav.backToTop': 'Til toppen',
  'nav.signIn': 'Logg inn',
  'nav.signOut': 'Logg ut',

  'action.cancel': 'Avbryt',
  'action.close': 'Lukk',
  'action.continue': 'Fortsett',
  'action.copy': 'Kopier',
  'action.download': 'Last ned',
  'action.save': 'Lagre',
  'action.tryAgain': 'Prøv igjen',

  'word.optional': 'valgfri',
  'word.loading': 'Laster …',
  'word.example': 'Eksempel',

  'role.label': 'Rolle',
  'role.reader': 'Leser',
  'role.reader.help': 'Kan lese alt.',
  'role.commenter': 'Kan kommentere',
  'role.commenter.help': 'Kan lese og kommentere.',
  'role.contributor': 'Bidragsyter',
  'role.contributor.help': 'Kan lese alt, og skrive i de delene som er åpne for bidragsytere.',
  'role.editor': 'Redaktør',
  'role.editor.help': 'Kan skrive og endre teksten.',
  'role.steward': 'Ansvarlig',
  'role.steward.help': 'Kan skrive, legge til folk og ta vare på casebeskrivelsen.',

  'sector.unknown': 'Ikke sagt ennå',

  'status.draft': 'Utkast',
  'status.community_review': 'Gjennomlesing i lokalsamfunnet',
  'status.sign_off': 'Klar for godkjenning',
  'status.signed_off': 'Godkjent',
  'status.published': 'Publisert',
  'status.revision': 'Under revisjon',
  'status.withdrawn': 'Trukket tilbake',
  'status.archived': 'Arkivert',

  'count.words_one': '{{count, number}} ord',
  'count.words_other': '{{count, number}} ord',
}
