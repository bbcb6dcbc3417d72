import type { Translated } from '../messages.ts'
import type { account as en } from '../en/account.ts'

export const account: Translated<typeof en> = {
  'account.title': 'Mitt konto',
  'account.sessions.title': 'Var du är inloggad',
  'account.sessions.intro': 'Om det är något här du inte känner igen, logga ut där.',
  'account.sessions.loading': 'Ser efter var du är inloggad …',
  'account.sessions.here': 'Den här webbläsaren',
  'account.sessions.other': 'En annan webbläsare',
  'account.sessions.started': 'Inloggad {{when}}',
  'account.sessions.used': 'Senast använd {{when}}',
  'account.sessions.expires': 'Loggas ut av sig själv {{date}} om du inte använder den innan dess',
  'account.sessions.end': 'Logga ut där',
  'account.sessions.endNamed': 'Logga ut webbläsaren som loggade in {{when}}',
  'account.sessions.ended': 'Den webbläsaren är utloggad.',
  'account.sessions.endAll': 'Logga ut överallt utom här',
  'account.sessions.endedAll': 'Du är utloggad överallt utom här.',

  'account.passkeys.title': 'Nycklar',
  'account.passkeys.intro':
    'Med en nyckel loggar du in med fingret, ansiktet eller enhetens kod. Du behöver inget mejl. Koden via mejl fungerar alltid också.',
  'account.passkeys.none': 'Du har inga nycklar än.',
  'account.passkeys.added': 'Tillagd {{date}}',
  'account.passkeys.name': 'Vad vill du kalla den?',
  'account.passkeys.name.hint': 'Till exempel namnet på din telefon.',
  'account.passkeys.add': 'Lägg till en nyckel',
  'account.passkeys.done': 'Nyckeln är tillagd.',
  'account.passkeys.remove': 'Ta bort',
  'account.passkeys.removeNamed': 'Ta bort nyckeln {{name}}',
  'account.passkeys.removed': 'Nyckeln är borttagen.',
  'account.passkeys.stopped': 'Ingen nyckel lades till. Enheten eller webbläsaren stoppade det.',
  'account.passkeys.unable': 'Den här webbläsaren kan inte göra nycklar.',
  'account.passkeys.signIn': 'Logga in med nyckel',
  'account.passkeys.signIn.stopped': 'Ingen nyckel användes. Du kan logga in med en kod via mejl.',

  'leave.title': 'Lämna fallbeskrivningen',
  'leave.confirm': 'Vill du lämna ”{{title}}”? Du kan inte öppna fallbeskrivningen mer.',
  'leave.successor.title': 'Välj först vem som tar över',
  'leave.successor.text': 'Du är den enda ansvariga. Välj någon som tar hand om fallbeskrivningen när du har lämnat.',
  'leave.successor.label': 'Ny ansvarig',
  'leave.successor.none': 'Det finns ingen att välja. Lägg först till någon med e-postadress.',
  'leave.successor.submit': 'Gör till ansvarig och lämna',
  'leave.words':
    'Det du har sagt står kvar i fallbeskrivningen och, så långt du tillåter det, i filer som görs av den, med namnet du visas med nu. Du kan ta tillbaka det innan du lämnar, eller senare.',
  'leave.takeBack': 'Se vad jag har sagt, och ta tillbaka det',
  'leave.submit': 'Lämna',
  'leave.done': 'Du har lämnat fallbeskrivningen.',

  'archive.title': 'Arkivera',
  'archive.confirm':
    'Vill du arkivera ”{{title}}”? Alla kan fortfarande läsa den och ladda ner den. Ingen kan ändra den förrän en ansvarig öppnar den igen.',
  'archive.done': 'Fallbeskrivningen är arkiverad.',
  'archive.open.title': 'Öppna igen',
  'archive.open.confirm': 'Vill du öppna ”{{title}}” igen? Då kan alla göra det som deras roll tillåter.',
  'archive.open.done': 'Fallbeskrivningen är öppen igen.',

  'duplicate.title': 'Gör en kopia',
  'duplicate.intro':
    'Du får en ny fallbeskrivning med samma mall, samma plats och det som berättas om den. Du är ansvarig för den. De som är med här är inte med i kopian.',
  'duplicate.name.label': 'Kopians titel',
  'duplicate.withText': 'Kopiera texten också',
  'duplicate.withText.hint':
    'Varje ord behåller den som skrev det. De får inte tillgång till kopian. Citat, fakta och tabeller kopieras inte.',
  'duplicate.submit': 'Gör kopian',
  'duplicate.done': 'Kopian är klar.',
}
