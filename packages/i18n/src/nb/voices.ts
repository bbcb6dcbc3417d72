import type { Translated } from '../messages.ts'
import type { voices as english } from '../en/voices.ts'

export const voices: Translated<typeof english> = {
  'voices.show': 'Vis hvem som har sagt hva',
  'voices.unreachable': 'Hvem som har sagt hva, kan ikke vises nå. Teksten din er trygg. Prøv igjen om litt.',

  'balance.title': 'Hvem sin stemme?',
  'balance.intro':
    'Så mye av teksten kommer fra hver sektor. Det hjelper en gruppe å snakke om hvem som blir hørt. Det er ikke en karakter.',
  'balance.loading': 'Teller ordene …',
  'balance.empty': 'Ingen har skrevet noe ennå.',
  'balance.whole': 'Hele casebeskrivelsen',
  'balance.sections': 'Del for del',
  'balance.table': 'Ord og personer etter sektor',
  'balance.column.sector': 'Sektor',
  'balance.column.words': 'Ord',
  'balance.column.people': 'Personer',
  'balance.unconfirmed': 'Ingen står bak dem ennå',
  'balance.total': 'Alle',
  'balance.words_one': '{{count, number}} ord',
  'balance.words_other': '{{count, number}} ord',
  'balance.people_one': '{{count, number}} person',
  'balance.people_other': '{{count, number}} personer',
  'balance.part': '{{sector}}: {{words}}, {{people}}',
  'balance.unconfirmed.part': 'Ingen står bak {{words}} ennå',
  'balance.selfDeclared_one': 'Av disse er {{count, number}} ord fra personer som kom via en åpen lenke og selv sa hvor de hører til.',
  'balance.selfDeclared_other': 'Av disse er {{count, number}} ord fra personer som kom via en åpen lenke og selv sa hvor de hører til.',
  'balance.hopes_one': 'Denne delen håper på {{count, number}} stemme fra lokalsamfunnet',
  'balance.hopes_other': 'Denne delen håper på {{count, number}} stemmer fra lokalsamfunnet',
  'balance.soFar.none': 'det er ingen så langt',
  'balance.soFar_one': 'det er {{count, number}} så langt',
  'balance.soFar_other': 'det er {{count, number}} så langt',
  'balance.hope': '{{hopes}}; {{soFar}}.',
}
