import type { Translated } from '../messages.ts'
import type { voices as english } from '../en/voices.ts'

export const voices: Translated<typeof english> = {
  'voices.show': 'Visa vem som har sagt vad',
  'voices.unreachable': 'Vem som har sagt vad kan inte visas nu. Din text är trygg. Försök igen om en stund.',

  'balance.title': 'Vems röst?',
  'balance.intro': 'Så mycket av texten kommer från varje sektor. Det hjälper en grupp att prata om vem som blir hörd. Det är inget betyg.',
  'balance.loading': 'Räknar orden …',
  'balance.empty': 'Ingen har skrivit något än.',
  'balance.whole': 'Hela fallbeskrivningen',
  'balance.sections': 'Avsnitt för avsnitt',
  'balance.table': 'Ord och personer efter sektor',
  'balance.column.sector': 'Sektor',
  'balance.column.words': 'Ord',
  'balance.column.people': 'Personer',
  'balance.unconfirmed': 'Ingen står bakom dem än',
  'balance.total': 'Alla',
  'balance.words_one': '{{count, number}} ord',
  'balance.words_other': '{{count, number}} ord',
  'balance.people_one': '{{count, number}} person',
  'balance.people_other': '{{count, number}} personer',
  'balance.part': '{{sector}}: {{words}}, {{people}}',
  'balance.unconfirmed.part': 'Ingen står bakom {{words}} än',
  'balance.selfDeclared_one': 'Av dessa är {{count, number}} ord från personer som kom via en öppen länk och själva sade var de hör hemma.',
  'balance.selfDeclared_other':
    'Av dessa är {{count, number}} ord från personer som kom via en öppen länk och själva sade var de hör hemma.',
  'balance.hopes_one': 'Det här avsnittet hoppas på {{count, number}} röst från lokalsamhället',
  'balance.hopes_other': 'Det här avsnittet hoppas på {{count, number}} röster från lokalsamhället',
  'balance.soFar.none': 'det finns ingen hittills',
  'balance.soFar_one': 'det finns {{count, number}} hittills',
  'balance.soFar_other': 'det finns {{count, number}} hittills',
  'balance.hope': '{{hopes}}; {{soFar}}.',
}
