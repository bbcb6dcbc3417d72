import type { Translated } from '../messages.ts'
import type { pages as en } from '../en/pages.ts'

export const pages: Translated<typeof en> = {
  'signIn.title': 'Logg inn',
  'signIn.intro': 'Skriv e-postadressen din. Vi sender deg en kode. Du trenger ikke passord.',
  'signIn.email.label': 'E-postadresse',
  'signIn.submit': 'Send meg en kode',
  'signIn.noAccount': 'Har ingen lagt deg til ennå? Spør den som fortalte deg om casebeskrivelsen.',

  'signIn.code.title': 'Se i e-posten din',
  'signIn.code.sent': 'Hvis {{email}} tilhører noen her, er en kode på vei. Det kan ta et minutt.',
  'signIn.code.label': 'Kode på 6 sifre',
  'signIn.code.hint': 'Koden virker i {{minutes, number}} minutter.',
  'signIn.code.submit': 'Logg inn',
  'signIn.code.again': 'Send en ny kode',
  'signIn.code.otherEmail': 'Bruk en annen e-postadresse',
  'signIn.code.spam': 'Kom det ingenting? Se i mappen for søppelpost.',
  'signIn.code.wrong': 'Koden stemmer ikke. Sjekk den og skriv den inn på nytt.',
  'signIn.code.used': 'Koden virker ikke lenger. Send en ny.',
  'signIn.code.outbox': 'Denne installasjonen kjører på din egen maskin, så det blir ikke sendt noen e-post. Les den i utboksen.',

  'signIn.link.title': 'Logg inn i Samskriv',
  'signIn.link.intro': 'Trykk på knappen for å logge inn på denne enheten.',
  'signIn.link.as': 'Du logger inn som {{email}}.',
  'signIn.link.submit': 'Logg inn',
  'signIn.link.notYou': 'Har du ikke bedt om dette? Lukk siden. Da skjer det ingenting.',
  'signIn.link.expired': 'Denne lenken virker ikke lenger. Den er brukt, eller den er for gammel.',
  'signIn.link.again': 'Få en ny kode',

  'signIn.oidc.submit': 'Logg inn med {{name}}',
  'signIn.oidc.unreachable':
    'Det går ikke an å logge inn med {{name}} nå. Du kan logge inn med en kode på e-post, eller prøve igjen senere.',
  'signIn.oidc.going.title': 'Videre til {{name}}',
  'signIn.oidc.going.link': 'Gå videre til {{name}}',
  'signIn.oidc.stopped.title': 'Du ble ikke logget inn',
  'signIn.oidc.again': 'Tilbake til innlogging',
  'signIn.oidc.cancelled': 'Du stoppet hos {{name}}. Ingenting er endret.',
  'signIn.oidc.foreign':
    'Denne nettleseren har ikke begynt på denne innloggingen med {{name}}, eller har begynt på en annen siden. Ingenting er endret. Begynn på nytt.',
  'signIn.oidc.used': 'Denne veien tilbake fra {{name}} er brukt. Den virker én gang. Begynn på nytt hvis du ikke er logget inn.',
  'signIn.oidc.late': 'Det tok for lang tid hos {{name}}. Ingenting er endret. Begynn på nytt.',
  'signIn.oidc.unconfirmed':
    '{{name}} sier ikke om noen e-postadresse at den virkelig er din, så vi kan ikke vite hvem du er her. Ingenting er endret. Logg inn med en kode på e-post.',
  'signIn.oidc.failed':
    'Noe gikk galt mellom oss og {{name}}. Det er ikke din feil, og ingenting er endret. Prøv igjen, eller logg inn med en kode på e-post.',

  'signedOut.title': 'Du er logget ut',
  'signedOut.text': 'Du kan lukke denne siden.',
  'signedOut.submit': 'Logg ut',
  'signedOut.left.cleared': 'Casebeskrivelsene dine er tatt bort fra denne enheten.',
  'signedOut.left.text':
    'De er fortsatt på denne enheten, og ingen andre steder. Logg inn igjen for å sende dem, eller kopier dem. Den som bruker enheten etter deg, kan lese dem.',
  'signedOut.left.remove': 'Slett dem fra denne enheten',
  'signedOut.noScript.text':
    'Nettleseren din kan fortsatt ha casebeskrivelser liggende. Uten JavaScript kan ikke denne siden se etter. Du kan fjerne alt som Samskriv har i denne nettleseren, også ord som ikke er sendt.',
  'signedOut.noScript.submit': 'Fjern alt fra denne nettleseren',

  'setup.title': 'Sett opp denne installasjonen',
  'setup.intro': 'Du er den første ansvarlige her. Du kan legge til folk og starte casebeskrivelser.',
  'setup.name.label': 'Fullt navn',
  'setup.email.label': 'E-postadresse',
  'setup.partnership.label': 'Navn på samarbeidet',
  'setup.partnership.hint': 'Gruppen av virksomheter og folk som skriver sammen.',
  'setup.partnership.empty': 'Skriv inn et navn på samarbeidet',
  'setup.language.label': 'Språk',
  'setup.submit': 'Sett opp og logg inn',
  'setup.expired.title': 'Denne lenken virker ikke lenger',
  'setup.expired.text': 'Installasjonen er satt opp allerede, eller lenken er for gammel. Den som driver serveren, kan lage en ny.',

  'name.title': 'Hva heter du?',
  'name.hint': 'Navnet står ved siden av ordene du skriver, for alle i den samme casebeskrivelsen.',

  'outbox.title': 'Utboks',
  'outbox.intro': 'Denne installasjonen kjører på én maskin og sender ikke e-post. Det som ville blitt sendt, ligger her.',
  'outbox.empty': 'Ingen e-poster ennå.',
  'outbox.to': 'Til',
  'outbox.back': 'Tilbake til utboksen',

  'reading.contents': 'Innhold',
  'reading.empty': 'Ingen har skrevet her ennå.',
  'reading.noScript': 'Du kan lese alt her. Slå på JavaScript i nettleseren for å skrive.',
  'reading.noScript.suggestion': 'Les forslaget og avgjør det',
  'reading.noScript.say':
    'Du kan lese alt her, og si hva du mener om hver del. Vil du skrive i selve teksten, slå på JavaScript i nettleseren.',
  'reading.unavailable': 'Teksten i denne casebeskrivelsen kan ikke vises nå. Den er ikke borte. Prøv igjen om litt.',
  'reading.voices': 'Vis hvem som har sagt hva',

  'errorPage.notFound.title': 'Vi finner ikke denne siden',
  'errorPage.notFound.text': 'Adressen kan være feil, siden kan være fjernet, eller du har kanskje ikke tilgang.',
  'errorPage.forbidden.title': 'Du har ikke tilgang',
  'errorPage.server.title': 'Noe gikk galt',
  'errorPage.server.text': 'Det er vår feil, ikke din. Ingenting som var lagret, er borte. Prøv igjen om litt.',
  'errorPage.busy.title': 'Det var mange forsøk',
  'errorPage.busy.text': 'Vent litt og prøv igjen.',
  'errorPage.stopping.title': 'Vi starter på nytt',
  'errorPage.stopping.text': 'Samskriv er tilbake om litt. Last siden på nytt.',
  'errorPage.number': 'Hvis du melder fra om dette, oppgi dette nummeret: {{id}}',
  'errorPage.home': 'Gå til mine casebeskrivelser',

  'footer.openSource': 'Fri programvare under EUPL 1.2',
  'footer.api': 'For programmer: API-et',
}
