/** Mails, in plain text and HTML alike: one key is one paragraph. */
export const mail = {
  'mail.signIn.subject': 'Your code for Samskriv: {{code}}',
  'mail.signIn.greeting': 'Hello,',
  'mail.signIn.code': 'Your code is {{code}}. It works for {{minutes, number}} minutes.',
  'mail.signIn.link': 'Or open this page and press the button:',
  'mail.signIn.button': 'Sign in',
  'mail.signIn.notYou': 'Did you not ask for a code? Then you can delete this e-mail. Nobody gets in without the code.',

  'mail.added.subject': 'You can write in “{{title}}”',
  'mail.added.subject.read': 'You can read “{{title}}”',
  'mail.added.greeting': 'Hello {{name}},',
  'mail.added.text': '{{by}} has added you to the case study “{{title}}”. Your role: {{role}}.',
  'mail.added.role': 'What you can do: {{help}}',
  'mail.added.link': 'Open the case study here. You sign in with this e-mail address, without a password:',
  'mail.added.button': 'Open the case study',
  'mail.added.choice': 'You decide what you share. You can stop at any time, and you do not have to give a reason.',
  'mail.added.notYou': 'Do you not know what this is about? Then you can delete this e-mail.',

  'mail.reminder.subject': '“{{title}}” is waiting for you',
  'mail.reminder.text': 'Some days ago {{by}} added you to the case study “{{title}}”. Your role: {{role}}.',
  'mail.reminder.once': 'Have you been there already? Then you can delete this e-mail. We remind you this once and not again.',

  'mail.footer': 'Sent by Samskriv at {{address}}. You cannot answer this e-mail.',
} as const
