/** The partnership: its name, its organisations, and which of them somebody is from. */
export const partnership = {
  'partnership.loading': 'Getting the list…',
  'partnership.name.label': 'Name of the partnership',
  'partnership.name.save': 'Save the name',
  'partnership.name.saved': 'The partnership is now called {{name}}.',

  'organisations.title': 'Organisations',
  'organisations.intro':
    'These organisations take part. People choose theirs when they say who they are here as. It then stands beside their name.',
  'organisations.none':
    'There are no organisations yet. Add the ones that take part, and people can say which one they are from. With its mail domain we suggest it to them.',
  'organisations.none.read': 'There are no organisations yet.',
  'organisations.people.none': 'Nobody has chosen it yet',
  'organisations.people_one': '{{count, number}} person has chosen it',
  'organisations.people_other': '{{count, number}} people have chosen it',
  'organisations.domains': 'Addresses that end in {{domains}}',
  'organisations.add': 'Add an organisation',
  'organisations.name.label': 'Name of the organisation',
  'organisations.subtype.none': 'None of these',
  'organisations.domains.label': 'Mail domains',
  'organisations.domains.hint':
    'What stands behind the @ in its addresses, for example falun.se. Several with a comma between them. Leave it empty if it has none.',
  'organisations.domains.public':
    'Anybody can have an address at {{domain}}, so it does not say where somebody works. Use a domain that belongs to the organisation alone.',
  'organisations.domains.invalid': 'This is no mail domain: {{domain}}. Write it like falun.se.',
  'organisations.domains.tooMany': 'At most {{max}} mail domains',
  'organisations.add.submit': 'Add',
  'organisations.added': '{{name}} is added.',
  'organisations.change': 'Change',
  'organisations.changeNamed': 'Change {{name}}',
  'organisations.save': 'Save',
  'organisations.saved': '{{name}} is saved.',
  'organisations.removeNamed': 'Remove {{name}}',
  'organisations.remove.confirm': 'Remove {{name}} from the list? Nobody can choose it any more. Those who have chosen it keep it.',
  'organisations.removed': '{{name}} is removed.',
  'share.vouch.organisation': 'Which organisation are they from?',
} as const
