/** What stands around the words of a case study in a downloaded file. */
export const exported = {
  'export.kind': 'Case study',
  'export.place': 'Place',
  'export.template': 'Template',
  'export.status': 'Status',
  'export.exportedAt': 'Downloaded',
  'export.version': 'Version',
  'export.contents': 'Contents',
  'export.skip': 'Skip to the text',
  'export.section.empty': 'Nobody has written here yet.',

  'export.said.intro': 'Every word here belongs to the person who said it. A letter and a pattern show their sector.',
  'export.said.notes':
    'Every word here belongs to the person who said it. The note after it names them; its name begins with the letter of their sector.',
  'export.said.unconfirmed': 'not confirmed yet',
  'export.said.unknownSector': 'sector not said',

  'export.contributors.title': 'Those who contributed',
  'export.contributors.group': 'group of {{size, number}}',
  'export.contributors.none': 'Nobody has written yet.',

  'export.balance.title': 'Voice balance',
  'export.balance.note': 'Shares help a group talk about who is heard. They are not a score.',
  'export.balance.total': 'All words',

  'export.consent.title': 'How consent was given',
  'export.consent.statement':
    'Quotes stand here with a yes from the person who said them. Each of them can take back that yes at any time.',
  'export.consent.left_one': '{{count, number}} quote is left out, because there is no valid yes for this use.',
  'export.consent.left_other': '{{count, number}} quotes are left out, because there is no valid yes for this use.',

  'export.quote.by': 'Quote from {{name}}, {{sector}}',
  'export.indicator.title': 'Indicator',
  'export.evidence.title': 'Evidence',
  'export.image.gone': 'The picture is not here.',
  'export.image.missing': 'Picture: {{alt}}',
  'export.table': 'Table',
  'export.table.of': 'Table: {{columns}}',
  'export.footnotes.title': 'Notes',
  'export.footnote.back': 'Back to the text',
  'export.partners.title': 'Partners',
  'export.decisions.title': 'You said, we did',

  'export.draft.title': 'This is a draft',
  'export.draft.text': 'The text has not been signed off. It can still change. Ask before you share it further.',
  'export.pdf.lacksLetters':
    'Some letters in this file are shown as empty boxes, and programs that read aloud miss them: there is no font for their script here. The case study as a web page (HTML) has all of them.',
  'export.pdf.notForEveryReader':
    'Programs that read aloud may have trouble with this file: something in it keeps it from the standard for accessible PDF files (PDF/UA-1). The case study as a web page (HTML) is for everybody.',
  'export.check.title': 'How to check this file',
  'export.check.verify': 'At {{address}} anybody can have this file checked: whether it is as it was given out, and when that was.',
  'export.check.text': 'The text came from {{address}} on {{date}}. Open the case study there to see whether it has changed.',

  'export.period': 'Period',
  'export.period.ongoing': 'since {{start}}',
  'export.period.closed': '{{start}} to {{end}}',
  'export.version.row': '{{label}}, {{date}}: {{reason}}',

  'export.said.label': 'Said by',
  'export.said.name': '{{name}}, {{sector}}',
  'export.said.typist': 'typed by {{typist}}',
  'export.said.unknownName': 'somebody',
  'export.said.translated': 'translated from {{language}}',
  'export.said.pasted': 'pasted in',
  'export.said.imported': 'brought in from a document',

  'export.partner.brings': 'Brings: {{what}}',
  'export.partner.gets': 'Gets: {{what}}',
  'export.partner.since': 'Since {{date}}',

  'export.balance.section': 'Section',
  'export.balance.notConfirmed': 'Not confirmed',
  'export.balance.share': 'Community share',
  'export.balance.study': 'The whole case study',
  'export.consent.evidence_one': '{{count, number}} piece of evidence is left out for the same reason.',
  'export.consent.evidence_other': '{{count, number}} pieces of evidence are left out for the same reason.',
  'export.consent.passages_one':
    'The words at {{count, number}} place are left out: they were written down for somebody who keeps them with the writing group.',
  'export.consent.passages_other':
    'The words at {{count, number}} places are left out: they were written down for people who keep them with the writing group.',
  'export.consent.nothingLeft': 'Nothing is left out for lack of consent.',

  'export.words.leftOut': '[Words are left out here.]',
  'export.quote.leftOut': 'A quote is left out here.',
  'export.evidence.leftOut': 'A piece of evidence is left out here.',
  'export.evidence.by': '{{kind}} from {{name}}',
  'export.evidence.method': 'How: {{what}}',
  'export.evidence.reviewed': 'Reviewed by the community',
  'export.reference.missing': 'Something that stood here has been removed.',

  'export.indicator.group': 'Group',
  'export.indicator.everyone': 'Everyone',
  'export.indicator.baseline': 'Starting value',
  'export.indicator.latest': 'Latest',
  'export.indicator.target': 'Target',
  'export.indicator.people_one': '{{count, number}} counted',
  'export.indicator.people_other': '{{count, number}} counted',
  'export.indicator.unit': 'Unit: {{unit}}',
  'export.indicator.source': 'Source: {{source}} ({{quality}})',
  'export.limits': 'Limits: {{limits}}',
  'export.indicator.none': 'No value',

  'export.chart.balance': 'Who said how much of each section',
  'export.chart.part': '{{title}} ({{part, number}} of {{parts, number}})',
  'export.chart.alt': 'Chart: {{title}}. {{numbers}} A table beside it has the numbers, too.',
  'export.chart.noWords': 'no words yet',
  'export.chart.figures': 'How it changed: {{name}}',
  'export.indicator.when': 'When',
  'export.indicator.value': 'Value',

  'export.decision.asked': '{{sector}} asked',
  'export.decision.decided': '{{name}} decided',
  'export.decision.owner': 'Who answers for it',
  'export.decision.due': 'By {{date}}',
  'export.decision.vote': 'Residents voted: {{yes, number}} for, {{no, number}} against, {{abstain, number}} did not choose',
  'export.decision.changed': 'This changed the plan.',
  'export.decision.unchanged': 'This did not change the plan.',
  'export.decisions.none': 'No decisions are recorded yet.',
  'export.partners.none': 'No partners are recorded yet.',

  'export.signOff.title': 'Sign-off',
  'export.signOff.none': 'Not signed off.',
  'export.signOff.version': 'version {{label}}',
  'export.check.json':
    'The same content as a JSON file has this checksum (SHA-256). Download the JSON file from the case study and compare.',

  'export.alternativeFormats': 'If you need this in another format or language, contact: {{contact}}',
  'export.consentDate': 'Consents checked on {{date}}. Words may be withdrawn after this date; see the current version.',
  'export.fictional': 'This is an invented example. Places, people, organisations and numbers do not exist.',

  'export.comments.title': 'Comments',
  'export.comment.label': 'Comment {{number, number}}',
  'export.comment.author': '{{name}} ({{sector}})',
  'export.comment.resolved': 'Resolved',
  'export.comments.left_one': '{{count, number}} comment is left out, because its author keeps it in the writing group.',
  'export.comments.left_other': '{{count, number}} comments are left out, because their authors keep them in the writing group.',
} as const
