/** Pages the server renders: they work without JavaScript. */
export const pages = {
  'signIn.title': 'Sign in',
  'signIn.intro': 'Write your e-mail address. We send you a code. You need no password.',
  'signIn.email.label': 'E-mail address',
  'signIn.submit': 'Send me a code',
  'signIn.noAccount': 'Has nobody added you yet? Ask the person who told you about the case study.',

  'signIn.code.title': 'Check your e-mail',
  'signIn.code.sent': 'If {{email}} belongs to somebody here, a code is on its way. It can take a minute.',
  'signIn.code.label': '6-digit code',
  'signIn.code.hint': 'The code works for {{minutes, number}} minutes.',
  'signIn.code.submit': 'Sign in',
  'signIn.code.again': 'Send a new code',
  'signIn.code.otherEmail': 'Use another e-mail address',
  'signIn.code.spam': 'Nothing there? Look in the folder for unwanted mail.',
  'signIn.code.wrong': 'That code does not fit. Check it and enter it again.',
  'signIn.code.used': 'That code does not work any more. Send a new one.',
  'signIn.code.outbox': 'This installation runs on your own machine, so no e-mail is sent. Read it in the outbox.',

  'signIn.link.title': 'Sign in to Samskriv',
  'signIn.link.intro': 'Press the button to sign in on this device.',
  'signIn.link.as': 'You sign in as {{email}}.',
  'signIn.link.submit': 'Sign in',
  'signIn.link.notYou': 'Did you not ask for this? Close the page. Nothing happens.',
  'signIn.link.expired': 'This link does not work any more. It was used, or it is too old.',
  'signIn.link.again': 'Get a new code',

  'signIn.oidc.submit': 'Sign in with {{name}}',
  'signIn.oidc.unreachable': 'Signing in with {{name}} is not possible now. You can sign in with a code by mail, or try again later.',
  'signIn.oidc.going.title': 'On to {{name}}',
  'signIn.oidc.going.link': 'Go on to {{name}}',
  'signIn.oidc.stopped.title': 'You were not signed in',
  'signIn.oidc.again': 'Back to signing in',
  'signIn.oidc.cancelled': 'You stopped at {{name}}. Nothing has changed.',
  'signIn.oidc.foreign':
    'This browser has not begun this sign-in with {{name}}, or has begun another since. Nothing has changed. Start again.',
  'signIn.oidc.used': 'This way back from {{name}} has been used. It works once. Start again if you are not signed in.',
  'signIn.oidc.late': 'That took too long at {{name}}. Nothing has changed. Start again.',
  'signIn.oidc.unconfirmed':
    '{{name}} does not say of any e-mail address that it is really yours, so we cannot tell who you are here. Nothing has changed. Sign in with a code by mail.',
  'signIn.oidc.failed':
    'Something went wrong between us and {{name}}. It is not your fault, and nothing has changed. Try again, or sign in with a code by mail.',

  'signedOut.title': 'You are signed out',
  'signedOut.text': 'You can close this page.',
  'signedOut.submit': 'Sign out',
  'signedOut.left.cleared': 'Your case studies have been taken off this device.',
  'signedOut.left.text':
    'They are still on this device, and nowhere else. Sign in again to send them, or copy them. Somebody who uses this device after you can read them.',
  'signedOut.left.remove': 'Delete them from this device',
  'signedOut.noScript.text':
    'Your browser may still keep case studies. Without JavaScript this page cannot look. You can remove everything that Samskriv keeps in this browser, also words that have not been sent.',
  'signedOut.noScript.submit': 'Remove everything from this browser',

  'setup.title': 'Set up this installation',
  'setup.intro': 'You are the first steward here. You can add people and start case studies.',
  'setup.name.label': 'Full name',
  'setup.email.label': 'E-mail address',
  'setup.partnership.label': 'Name of the partnership',
  'setup.partnership.hint': 'The group of organisations and people who write together.',
  'setup.partnership.empty': 'Enter a name for the partnership',
  'setup.language.label': 'Language',
  'setup.submit': 'Set up and sign in',
  'setup.expired.title': 'This link does not work any more',
  'setup.expired.text': 'The installation is set up already, or the link is too old. The person who runs the server can make a new one.',

  'name.title': 'What is your name?',
  'name.hint': 'It stands beside the words you write, for everybody in the same case study.',

  'outbox.title': 'Outbox',
  'outbox.intro': 'This installation runs on one machine and sends no e-mail. What would have been sent is kept here.',
  'outbox.empty': 'No mails yet.',
  'outbox.to': 'To',
  'outbox.back': 'Back to the outbox',

  'reading.contents': 'Contents',
  'reading.empty': 'Nobody has written here yet.',
  'reading.noScript': 'You can read everything here. To write, turn on JavaScript in your browser.',
  'reading.noScript.say':
    'Everything can be read here, and you can have your say on every part. To write in the text itself, turn on JavaScript in your browser.',
  'reading.unavailable': 'The text of this case study cannot be shown right now. It is not lost. Try again in a moment.',
  'reading.voices': 'Show who said what',

  'errorPage.notFound.title': 'We cannot find this page',
  'errorPage.notFound.text': 'The address may be wrong, the page may have been removed, or you may not have access.',
  'errorPage.forbidden.title': 'You do not have access',
  'errorPage.server.title': 'Something went wrong',
  'errorPage.server.text': 'It is our fault, not yours. Nothing that was saved is lost. Try again in a moment.',
  'errorPage.busy.title': 'That was many tries',
  'errorPage.busy.text': 'Wait a little and try again.',
  'errorPage.stopping.title': 'We are restarting',
  'errorPage.stopping.text': 'Samskriv is back in a moment. Load the page again.',
  'errorPage.number': 'If you report this, give this number: {{id}}',
  'errorPage.home': 'Go to my case studies',

  'footer.openSource': 'Free software under EUPL 1.2',
  'footer.api': 'For programs: the API',
} as const
