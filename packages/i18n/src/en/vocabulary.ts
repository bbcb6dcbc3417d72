/** The words that every page uses: the product, navigation, roles, sectors, statuses, counts. */
export const vocabulary = {
  'product.name': 'Samskriv',

  'language.label': 'Language',
  'language.en': 'English',
  'language.nb': 'Norsk bokmål',
  'language.sv': 'Svenska',

  'nav.skip': 'Skip to the text',
  'nav.home': 'My case studies',
  'nav.backToTop': 'Back to the top',
  'nav.signIn': 'Sign in',
  'nav.signOut': 'Sign out',

  'action.cancel': 'Cancel',
  'action.close': 'Close',
  'action.continue': 'Continue',
  'action.copy': 'Copy',
  'action.download': 'Download',
  'action.save': 'Save',
  'action.tryAgain': 'Try again',

  'word.optional': 'optional',
  'word.loading': 'Loading…',
  'word.example': 'Example',

  'role.label': 'Role',
  'role.reader': 'Reader',
  'role.reader.help': 'Can read everything.',
  'role.commenter': 'Commenter',
  'role.commenter.help': 'Can read and comment.',
  'role.contributor': 'Contributor',
  'role.contributor.help': 'Can read everything, and write in the sections that are open to contributors.',
  'role.editor': 'Editor',
  'role.editor.help': 'Can write and change the text.',
  'role.steward': 'Steward',
  'role.steward.help': 'Can write, add people and look after the case study.',

  'sector.unknown': 'Not said yet',

  'status.draft': 'Draft',
  'status.community_review': 'Community review',
  'status.sign_off': 'Ready for sign-off',
  'status.signed_off': 'Signed off',
  'status.published': 'Published',
  'status.revision': 'Being revised',
  'status.withdrawn': 'Withdrawn',
  'status.archived': 'Archived',

  'count.words_one': '{{count, number}} word',
  'count.words_other': '{{count, number}} words',
} as const
