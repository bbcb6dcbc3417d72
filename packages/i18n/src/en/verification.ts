/** The page on which anybody can have a file checked. */
export const verification = {
  'verify.title': 'Is this file as it was given out?',
  'verify.lead':
    'Choose a file that somebody gave you: a case study, or the manifest that came with one. We read it, say what we know, and keep nothing of it.',
  'verify.file.label': 'The file',
  'verify.file.hint': 'HTML, Word, OpenDocument, PDF, EPUB, Markdown, JSON or a zip from Samskriv, up to {{megabytes, number}} MB.',
  'verify.file.empty': 'Choose the file that you want to have checked.',
  'verify.file.large': 'This file is too large to be checked: it has more than {{megabytes, number}} MB. Files of Samskriv are smaller.',
  'verify.manifest.label': 'Its manifest, if one came with it (not needed)',
  'verify.manifest.hint': 'A file whose name ends in .manifest.json. Files that were made on the command line can only be checked with it.',
  'verify.submit': 'Check the file',
  'verify.again': 'Check another file',
  'verify.unchanged.title': 'Unchanged since {{date}}',
  'verify.unchanged.text': 'Not one letter of this file is other than it was when it was given out here.',
  'verify.changed.title': 'Changed',
  'verify.changed.text':
    'This file came from here, and was changed since, or saved by another program. What is in it now, we cannot say. The text was given out here on {{date}}.',
  'verify.changed.undated':
    'This file came from here, and was changed since, or saved by another program. What is in it now, we cannot say.',
  'verify.changed.manifest': 'Did it come with a manifest? Choose both, and look again.',
  'verify.elsewhere.title': 'Not from here',
  'verify.elsewhere.text':
    'We know nothing about this file. It may come from another installation, or be older than what we remember, or have lost what it said about itself.',
  'verify.manifestWrong.title': 'The manifest does not hold',
  'verify.manifestWrong.text':
    'What you chose as the manifest is none that this installation has signed, or was changed since. So it tells nothing about the file.',
  'verify.manifest.title': 'A manifest of this installation',
  'verify.manifest.text':
    'It is signed by this installation and unchanged. It is about the files below. Choose one of them together with it to have that one checked.',
  'verify.about.title': 'What we know of it',
  'verify.about.at': 'Given out',
  'verify.about.format': 'As',
  'verify.about.status': 'Then',
  'verify.about.signedOff': 'Signed off',
  'verify.about.address': 'The case study',
  'verify.about.nobody': 'Not signed off here',
  'verify.about.people_one': 'By {{count}} person',
  'verify.about.people_other': 'By {{count}} people',
  'verify.about.toldByFile': 'The file that it came with says',
  'verify.about.unchecked': 'Nobody here has checked that.',
  'verify.how.title': 'How this works',
  'verify.how.text':
    'We compare the file, byte by byte, with what we noted when it was given out. Whoever wants to check a manifest without us finds our public keys at {{address}}.',
  'verify.size.bytes': '{{bytes, number}} bytes',
} as const
