import type { Translated } from '../messages.ts'
import type { account as en } from '../en/account.ts'

export const account: Translated<typeof en> = {
  'account.title': 'Min konto',
  'account.sessions.title': 'Hvor du er logget inn',
  'account.sessions.intro': 'Er det noe her du ikke kjenner igjen, så logg ut der.',
  'account.sessions.loading': 'Ser etter hvor du er logget inn …',
  'account.sessions.here': 'Denne nettleseren',
  'account.sessions.other': 'En annen nettleser',
  'account.sessions.started': 'Logget inn {{when}}',
  'account.sessions.used': 'Sist brukt {{when}}',
  'account.sessions.expires': 'Logges ut av seg selv {{date}} hvis du ikke bruker den før det',
  'account.sessions.end': 'Logg ut der',
  'account.sessions.endNamed': 'Logg ut nettleseren som logget inn {{when}}',
  'account.sessions.ended': 'Den nettleseren er logget ut.',
  'account.sessions.endAll': 'Logg ut overalt unntatt her',
  'account.sessions.endedAll': 'Du er logget ut overalt unntatt her.',

  'account.passkeys.title': 'Passnøkler',
  'account.passkeys.intro':
    'Med en passnøkkel logger du inn med fingeren, ansiktet eller koden til enheten din. Du trenger ingen e-post. Koden på e-post virker alltid også.',
  'account.passkeys.none': 'Du har ingen passnøkler ennå.',
  'account.passkeys.added': 'Lagt til {{date}}',
  'account.passkeys.name': 'Hva vil du kalle den?',
  'account.passkeys.name.hint': 'For eksempel navnet på telefonen din.',
  'account.passkeys.add': 'Legg til en passnøkkel',
  'account.passkeys.done': 'Passnøkkelen er lagt til.',
  'account.passkeys.remove': 'Fjern',
  'account.passkeys.removeNamed': 'Fjern passnøkkelen {{name}}',
  'account.passkeys.removed': 'Passnøkkelen er fjernet.',
  'account.passkeys.stopped': 'Ingen passnøkkel ble lagt til. Enheten eller nettleseren stoppet det.',
  'account.passkeys.unable': 'Denne nettleseren kan ikke lage passnøkler.',
  'account.passkeys.signIn': 'Logg inn med passnøkkel',
  'account.passkeys.signIn.stopped': 'Ingen passnøkkel ble brukt. Du kan logge inn med en kode på e-post.',

  'leave.title': 'Forlat casebeskrivelsen',
  'leave.confirm': 'Vil du forlate «{{title}}»? Du kan ikke åpne casebeskrivelsen mer.',
  'leave.successor.title': 'Velg først hvem som tar over',
  'leave.successor.text': 'Du er den eneste ansvarlige. Velg noen som skal ta vare på casebeskrivelsen når du har gått.',
  'leave.successor.label': 'Ny ansvarlig',
  'leave.successor.none': 'Det er ingen å velge. Legg først til noen med e-postadresse.',
  'leave.successor.submit': 'Gjør til ansvarlig og forlat',
  'leave.words':
    'Det du har sagt, blir stående i casebeskrivelsen og, så langt du tillater det, i filer som lages av den, med navnet du vises med nå. Du kan trekke det tilbake før du går, eller senere.',
  'leave.takeBack': 'Se hva jeg har sagt, og trekk det tilbake',
  'leave.submit': 'Forlat',
  'leave.done': 'Du har forlatt casebeskrivelsen.',

  'archive.title': 'Arkiver',
  'archive.confirm':
    'Vil du arkivere «{{title}}»? Alle kan fortsatt lese den og laste den ned. Ingen kan endre den før en ansvarlig åpner den igjen.',
  'archive.done': 'Casebeskrivelsen er arkivert.',
  'archive.open.title': 'Åpne igjen',
  'archive.open.confirm': 'Vil du åpne «{{title}}» igjen? Da kan alle gjøre det rollen deres gir lov til.',
  'archive.open.done': 'Casebeskrivelsen er åpen igjen.',

  'duplicate.title': 'Lag en kopi',
  'duplicate.intro':
    'Du får en ny casebeskrivelse med samme mal, samme sted og det som er fortalt om den. Du er ansvarlig for den. De som er med her, er ikke med i kopien.',
  'duplicate.name.label': 'Tittel på kopien',
  'duplicate.withText': 'Kopier teksten også',
  'duplicate.withText.hint':
    'Hvert ord beholder den som skrev det. De får ikke tilgang til kopien. Sitater, fakta og tabeller blir ikke kopiert.',
  'duplicate.submit': 'Lag kopien',
  'duplicate.done': 'Kopien er klar.',
}
