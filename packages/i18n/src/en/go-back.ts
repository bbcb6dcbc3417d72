/** Going back to the text of a section as it was. */
export const goBack = {
  'goBack.intro':
    'Samskriv keeps the text of a section as it was, at most every ten minutes while people write, and before a lot of text goes. You can go back for 90 days.',
  'goBack.section': 'Section',
  'goBack.list': 'Earlier texts, newest first',
  'goBack.loading': 'Getting the earlier texts…',
  'goBack.loadingOne': 'Getting the text…',
  'goBack.empty': 'There is no earlier text of this section yet. One is kept while people write here.',
  'goBack.before.edited': 'Before {{name}} wrote on',
  'goBack.before.before-deletion': 'Before {{name}} took text out',
  'goBack.before.before-restore': 'Before {{name}} went back to an earlier text',
  'goBack.before.before-import': 'Before {{name}} brought in a file',
  'goBack.more': 'Show older',
  'goBack.all': 'All earlier texts',
  'goBack.asItWas': 'The text as it was',
  'goBack.choose.hint': 'If you want only some paragraphs back, tick them. They come at the end of the section, and you can move them.',
  'goBack.choose.none': 'First tick at least one paragraph.',
  'goBack.block.image': 'A picture',
  'goBack.block.other': 'A quote, a fact or a table',
  'goBack.kept':
    'Every word stays with the person who said it. The text that is there now is kept as an earlier text, so you can go back to it too.',
  'goBack.restore': 'Restore this section',
  'goBack.restoreChosen': 'Restore the chosen paragraphs',
  'goBack.done': '“{{section}}” is as it was on {{when}}.',
  'goBack.stays':
    '“{{section}}” is as it was on {{when}}, except for these words of the community. They stay where they are until the people who said them say yes.',
  'goBack.stays.next': 'Your going back there is kept as a suggestion. Say why under “Suggested changes”: until then nobody can accept it.',
  'goBack.done.chosen_one': 'The paragraph stands at the end of “{{section}}” now.',
  'goBack.done.chosen_other': 'The {{count, number}} paragraphs stand at the end of “{{section}}” now.',
} as const
