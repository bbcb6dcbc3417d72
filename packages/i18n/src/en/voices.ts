/** Whose voice is in a case study, and how much of it. */
export const voices = {
  'voices.show': 'Show who said what',
  'voices.unreachable': 'Whose words cannot be shown now. Your text is safe. Try again in a moment.',

  'balance.title': 'Whose voice?',
  'balance.intro': 'So much of the text comes from each sector. It helps a group talk about who is heard. It is not a score.',
  'balance.loading': 'Counting the words…',
  'balance.empty': 'Nobody has written anything yet.',
  'balance.whole': 'The whole case study',
  'balance.sections': 'Section by section',
  'balance.table': 'Words and people by sector',
  'balance.column.sector': 'Sector',
  'balance.column.words': 'Words',
  'balance.column.people': 'People',
  'balance.unconfirmed': 'Nobody stands behind them yet',
  'balance.total': 'All',
  'balance.words_one': '{{count, number}} word',
  'balance.words_other': '{{count, number}} words',
  'balance.people_one': '{{count, number}} person',
  'balance.people_other': '{{count, number}} people',
  'balance.part': '{{sector}}: {{words}}, {{people}}',
  'balance.unconfirmed.part': 'Nobody stands behind {{words}} yet',
  'balance.selfDeclared_one':
    'Of these, {{count, number}} word is from people who came by an open link and said themselves where they belong.',
  'balance.selfDeclared_other':
    'Of these, {{count, number}} words are from people who came by an open link and said themselves where they belong.',
  'balance.hopes_one': 'This section hopes for {{count, number}} community voice',
  'balance.hopes_other': 'This section hopes for {{count, number}} community voices',
  'balance.soFar.none': 'there are none so far',
  'balance.soFar_one': 'there is {{count, number}} so far',
  'balance.soFar_other': 'there are {{count, number}} so far',
  'balance.hope': '{{hopes}}; {{soFar}}.',
} as const
