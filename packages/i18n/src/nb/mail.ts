import type { Translated } from '../messages.ts'
import type { mail as en } from '../en/mail.ts'

export const mail: Translated<typeof en> = {
  'mail.signIn.subject': 'Koden din til Samskriv: {{code}}',
  'mail.signIn.greeting': 'Hei,',
  'mail.signIn.code': 'Koden din er {{code}}. Den virker i {{minutes, number}} minutter.',
  'mail.signIn.link': 'Eller åpne denne siden og trykk på knappen:',
  'mail.signIn.button': 'Logg inn',
  'mail.signIn.notYou': 'Har du ikke bedt om en kode? Da kan du slette denne e-posten. Ingen kommer inn uten koden.',

  'mail.added.subject': 'Du kan skrive i «{{title}}»',
  'mail.added.subject.read': 'Du kan lese «{{title}}»',
  'mail.added.greeting': 'Hei {{name}},',
  'mail.added.text': '{{by}} har lagt deg til i casebeskrivelsen «{{title}}». Din rolle: {{role}}.',
  'mail.added.role': 'Dette kan du gjøre: {{help}}',
  'mail.added.link': 'Åpne casebeskrivelsen her. Du logger inn med denne e-postadressen, uten passord:',
  'mail.added.button': 'Åpne casebeskrivelsen',
  'mail.added.choice': 'Du bestemmer hva du vil dele. Du kan stoppe når som helst, og du trenger ikke å si hvorfor.',
  'mail.added.notYou': 'Vet du ikke hva dette gjelder? Da kan du slette denne e-posten.',

  'mail.reminder.subject': '«{{title}}» venter på deg',
  'mail.reminder.text': 'For noen dager siden la {{by}} deg til i casebeskrivelsen «{{title}}». Din rolle: {{role}}.',
  'mail.reminder.once': 'Har du vært der allerede? Da kan du slette denne e-posten. Vi minner deg på det bare denne ene gangen.',

  'mail.notices.subject': '«{{title}}»: noe gjelder deg',
  'mail.notices.text': 'I casebeskrivelsen «{{title}}» har det skjedd noe som gjelder deg.',
  'mail.notices.somebody': 'Noen',
  'mail.notices.more_one': 'Og {{count}} til.',
  'mail.notices.more_other': 'Og {{count}} til.',
  'mail.notices.see': 'Se det i casebeskrivelsen',
  'mail.notices.why': 'Du får denne e-posten fordi du er med. Slå av disse e-postene her. Du trenger ikke å logge inn:',
  'mail.notices.off': 'Slå av disse e-postene',
  'mail.notices.choose': 'Velg hva du får vite',
  'mail.digest.subject': '«{{title}}»: nytt i dag',
  'mail.digest.text': 'Dette er nytt i casebeskrivelsen «{{title}}».',
  'mail.digest.threads_one': '{{count}} ny kommentar eller nytt spørsmål.',
  'mail.digest.threads_other': '{{count}} nye kommentarer eller spørsmål.',
  'mail.digest.answers_one': '{{count}} nytt svar.',
  'mail.digest.answers_other': '{{count}} nye svar.',
  'mail.digest.why': 'Du får denne e-posten én gang om dagen fordi du ba om det. Slå den av her. Du trenger ikke å logge inn:',
  'mail.confirm.subject': 'Er dette e-postadressen din?',
  'mail.confirm.text':
    'Noen har skrevet inn denne adressen for å få vite hva som skjer med det de sa i Samskriv. Var det deg? Åpne da denne siden og trykk på knappen:',
  'mail.confirm.button': 'Bekreft adressen min',
  'mail.confirm.notYou': 'Var det ikke deg? Da kan du slette denne e-posten. Vi skriver ikke noe annet til deg.',

  'mail.footer': 'Sendt av Samskriv på {{address}}. Du kan ikke svare på denne e-posten.',
}
