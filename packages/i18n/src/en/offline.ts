/** Working without a network, and a newer version of the program. */
export const offline = {
  'offline.seen': 'No connection. You see what was here on {{when}}.',
  'offline.seen.write': 'What you write is kept on this device and sent when there is a connection again.',
  'offline.neverOpened.title': 'This case study is not on this device',
  'offline.neverOpened.text':
    'There is no connection, and you have not opened this case study here before. Open it once with a connection. After that you can read it without one, and write if you may.',
  'offline.forgetful':
    'This browser keeps nothing on this device. That is so in a private window, when it is full, and when you have said that this is a shared computer.',
  'offline.page.title': 'No connection',
  'offline.page.text': 'This page needs a connection. Try again when you are online.',
  'update.text': 'There is a new version of these pages. Load it when it suits you. What you have written stays.',
  'update.load': 'Load the new version',
  'update.later': 'Later',
  'save.reason.keepsNothing':
    'this browser keeps nothing on this device, and there is no connection. Keep the page open until it says “Saved”.',
} as const
