/** The first minutes: practice, the tour, help, shortcuts. */
export const firstRun = {
  'practice.name': 'Practice: {{title}}',
  'tour.title': 'Whose words are whose',
  'tour.step': 'Step {{number}} of {{total}}',
  'tour.next': 'Next',
  'tour.back': 'Back',
  'tour.finish': 'Finish',
  'tour.showMe': 'Show me where',
  'tour.words.title': 'Words stay with those who said them',
  'tour.words.text':
    'Every word in the text belongs to a person and their sector: community, third sector, public sector or other. It stays so when others write around it.',
  'tour.show.title': 'See who said what',
  'tour.show.text':
    'Press “Show who said what” above the text. Each sector has a letter, a pattern and a colour of its own. A strip beside each paragraph shows whose words it holds.',
  'tour.balance.title': 'See whose voice a section is',
  'tour.balance.text':
    '“Whose voice?” counts the words of each sector, section by section. It is there to start a talk. It is not a score.',
  'tour.scribe.title': 'Write down what someone tells you',
  'tour.scribe.text':
    'Not everybody has a device. What you write down for somebody is theirs, typed by you. Read it back to them, and it counts as their voice.',
  'tour.kept.title': 'Nobody’s words go unseen',
  'tour.kept.text':
    'When another sector takes much out of a community paragraph, its author is told, sees what it was and can bring it back.',
  'why.how': 'How to answer',
  'why.shows': 'What the answer helps to show',
  'shortcuts.title': 'Keyboard shortcuts',
  'shortcuts.off': 'Shortcuts are turned off. The keys that lead into and out of the text still work.',
  'shortcuts.everywhere': 'Everywhere',
  'shortcuts.inStudy': 'In a case study',
  'shortcuts.inText': 'In the text',
  'shortcuts.inTable': 'In a table',
  'shortcuts.list': 'Show this list',
  'shortcuts.nextPart': 'Go to the next part of the page',
  'shortcuts.partBefore': 'Go to the part before',
  'shortcuts.toolbar': 'Go to the text tools',
  'shortcuts.leave': 'Leave the text',
  'shortcuts.speaker': 'Write for the next speaker, while you write down what people say',
} as const
