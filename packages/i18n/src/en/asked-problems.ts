/** What can go wrong only in what is asked for: dialogs, pictures, comments. */
export const askedProblems = {
  'refusal.practice': 'A practice copy is for you alone. Start a case study of your own to write with others.',
  'refusal.not-your-voice': 'These are somebody else’s words. Only they can change them.',
  'refusal.comments-closed': 'Comments are not open in this case study. A steward can open them.',
  'refusal.thread-hidden': 'A steward has hidden this comment, so nobody can reply to it.',
  'refusal.not-your-words': 'Only the person who said this can do that.',
  'refusal.own-suggestion': 'You made this suggestion, so somebody else decides about it.',
  'refusal.not-yours-to-decide':
    'Only the person whose words these are, or the community lead of the section, can decide about this. After 14 days a steward can.',
  'refusal.only-on-this-machine': 'This page is open only on the machine that Samskriv runs on.',
  'refusal.not-in-partnership': 'This is for people who take part in a case study here. Ask the person who told you about it to add you.',
  'refusal.not-partnership-steward': 'Only a steward of the partnership can do this.',
  'problem.unsupported-media-type': 'We cannot read this kind of file.',
  'problem.method-not-allowed': 'This address cannot be used in this way.',
  'problem.already-added': 'This person is already part of the case study.',
  'problem.last-steward': 'A case study needs at least one steward. Make somebody else steward first.',
  'problem.unknown-invitation': 'This invitation is not here any more. Somebody else may have taken it back.',
  'problem.unknown-thread': 'This comment does not exist, or it is not for you.',
  'problem.unknown-message': 'This message does not exist, or it was deleted.',
  'problem.words-gone':
    'The words you chose are not in the text any more. What you wrote is still here: you can send it about the whole section.',
  'problem.unknown-request': 'This request is not waiting any more. Somebody else may have answered it.',
  'problem.unknown-organisation': 'We cannot find this organisation. Somebody else may have removed it.',
  'problem.domain-taken': 'Another organisation has this mail domain already. Take it away there first.',
  'problem.contact-needed': 'First say whom people of this case study can turn to. Then an open link can be switched on.',
  'problem.section-has-words': 'Somebody has written in this section, so it stays. Nothing was changed.',
  'problem.too-many-sections': 'A case study can have 30 sections of its own. Use one of those that are there.',
  'problem.changed-meanwhile':
    'Somebody else changed this while you were writing. Nothing was overwritten, and what you typed is still here.',
  'problem.conflict': 'Somebody else changed this at the same time. Look at it again and try once more.',
  'problem.words-changed':
    'These words have been changed since you read them back. Nothing was confirmed. Look at them again, and read back what is new.',
  'problem.unknown-person': 'We cannot find this person. They may have been removed already.',
  'problem.pdf-unavailable': 'PDF is not available on this machine. Download the web page (HTML), open it and print it.',
  'problem.export-too-heavy':
    'This file takes too long or too much memory to be made, and it was given up. The case study is as it was. Choose fewer sections, or another kind of file such as the web page.',
  'problem.unknown-format': 'We cannot make this kind of file. Choose another one.',
  'problem.unknown-export': 'We cannot find this file. Files wait for a day after they were made: have it made anew.',
  'problem.export-outdated':
    'Since this file was made, somebody has decided otherwise about their words or their name in it. Have it made anew.',
  'problem.unknown-file': 'We cannot find this picture. It may have been removed, because it stood nowhere in the text.',
  'problem.picture-too-large':
    'This picture is larger than 25 MB, so it was not sent. Make it smaller first, or send it to yourself by e-mail in a smaller size. Your text is safe.',
  'problem.picture-too-many-pixels':
    'This picture has too many dots: more than 100 million. Make it smaller and try again. Your text is safe.',
  'problem.picture-broken':
    'This picture cannot be read. It may be damaged, or only half of it was copied. Open it on your device, save it again as JPEG or PNG, and try that. Your text is safe.',
  'problem.picture-is-heic':
    'This picture is in a format that many computers cannot show (HEIC or AVIF). Save or share it as JPEG first. On an iPhone: Settings, Camera, Formats, “Most compatible”. Your text is safe.',
  'problem.picture-is-svg':
    'SVG drawings can hold programs, so they are not taken. Save the drawing as PNG and try again. Your text is safe.',
  'problem.picture-is-pdf':
    'This is a PDF and not a picture. Take a picture of the page on your screen, or save the page as PNG. Your text is safe.',
  'problem.picture-unknown': 'This is not a picture that we can show. Choose a JPEG, PNG, WebP or GIF. Your text is safe.',
  'problem.pictures-full':
    'This case study has no room for more pictures. Take out pictures that are not needed: after 30 days their room is free. Your text is safe.',
  'problem.picture-not-stored': 'We cannot store the picture right now, so nothing was put in. Your text is safe. Try again in a moment.',
} as const
