import type { Translated } from '../messages.ts'
import type { pages as en } from '../en/pages.ts'

export const pages: Translated<typeof en> = {
  'signIn.title': 'Logga in',
  'signIn.intro': 'Skriv din e-postadress. Vi skickar en kod till dig. Du behöver inget lösenord.',
  'signIn.email.label': 'E-postadress',
  'signIn.submit': 'Skicka en kod till mig',
  'signIn.noAccount': 'Har ingen lagt till dig än? Fråga den som berättade om fallbeskrivningen.',

  'signIn.code.title': 'Titta i din e-post',
  'signIn.code.sent': 'Om {{email}} tillhör någon här är en kod på väg. Det kan ta en minut.',
  'signIn.code.label': 'Sexsiffrig kod',
  'signIn.code.hint': 'Koden fungerar i {{minutes, number}} minuter.',
  'signIn.code.submit': 'Logga in',
  'signIn.code.again': 'Skicka en ny kod',
  'signIn.code.otherEmail': 'Använd en annan e-postadress',
  'signIn.code.spam': 'Kom det inget? Titta i mappen för skräppost.',
  'signIn.code.wrong': 'Koden stämmer inte. Kontrollera den och skriv den igen.',
  'signIn.code.used': 'Koden fungerar inte längre. Skicka en ny.',
  'signIn.code.outbox': 'Den här installationen körs på din egen dator, så inget mejl skickas. Läs det i utkorgen.',

  'signIn.link.title': 'Logga in i Samskriv',
  'signIn.link.intro': 'Tryck på knappen för att logga in på den här enheten.',
  'signIn.link.as': 'Du loggar in som {{email}}.',
  'signIn.link.submit': 'Logga in',
  'signIn.link.notYou': 'Har du inte bett om det här? Stäng sidan. Då händer ingenting.',
  'signIn.link.expired': 'Länken fungerar inte längre. Den är använd, eller för gammal.',
  'signIn.link.again': 'Få en ny kod',

  'signIn.oidc.submit': 'Logga in med {{name}}',
  'signIn.oidc.unreachable': 'Det går inte att logga in med {{name}} nu. Du kan logga in med en kod via mejl, eller försöka igen senare.',
  'signIn.oidc.going.title': 'Vidare till {{name}}',
  'signIn.oidc.going.link': 'Gå vidare till {{name}}',
  'signIn.oidc.stopped.title': 'Du blev inte inloggad',
  'signIn.oidc.again': 'Tillbaka till inloggningen',
  'signIn.oidc.cancelled': 'Du avbröt hos {{name}}. Ingenting har ändrats.',
  'signIn.oidc.foreign':
    'Den här webbläsaren har inte påbörjat den här inloggningen med {{name}}, eller har börjat på en annan sedan dess. Ingenting har ändrats. Börja om.',
  'signIn.oidc.used': 'Den här vägen tillbaka från {{name}} är använd. Den fungerar en gång. Börja om ifall du inte är inloggad.',
  'signIn.oidc.late': 'Det tog för lång tid hos {{name}}. Ingenting har ändrats. Börja om.',
  'signIn.oidc.unconfirmed':
    '{{name}} säger inte om någon e-postadress att den verkligen är din, så vi kan inte veta vem du är här. Ingenting har ändrats. Logga in med en kod via mejl.',
  'signIn.oidc.failed':
    'Något gick fel mellan oss och {{name}}. Det är inte ditt fel, och ingenting har ändrats. Försök igen, eller logga in med en kod via mejl.',

  'signedOut.title': 'Du är utloggad',
  'signedOut.text': 'Du kan stänga den här sidan.',
  'signedOut.submit': 'Logga ut',
  'signedOut.left.cleared': 'Dina fallbeskrivningar är borttagna från den här enheten.',
  'signedOut.left.text':
    'De finns kvar på den här enheten, och ingen annanstans. Logga in igen för att skicka dem, eller kopiera dem. Den som använder enheten efter dig kan läsa dem.',
  'signedOut.left.remove': 'Ta bort dem från den här enheten',
  'signedOut.noScript.text':
    'Webbläsaren kan fortfarande ha fallbeskrivningar sparade. Utan JavaScript kan den här sidan inte titta efter. Du kan ta bort allt som Samskriv har sparat i webbläsaren, också ord som inte är skickade.',
  'signedOut.noScript.submit': 'Ta bort allt från den här webbläsaren',

  'setup.title': 'Ställ in den här installationen',
  'setup.intro': 'Du är den första ansvariga här. Du kan lägga till personer och börja på fallbeskrivningar.',
  'setup.name.label': 'Fullständigt namn',
  'setup.email.label': 'E-postadress',
  'setup.partnership.label': 'Namn på samverkan',
  'setup.partnership.hint': 'Gruppen av organisationer och personer som skriver tillsammans.',
  'setup.partnership.empty': 'Skriv ett namn på samverkan',
  'setup.language.label': 'Språk',
  'setup.submit': 'Ställ in och logga in',
  'setup.expired.title': 'Länken fungerar inte längre',
  'setup.expired.text': 'Installationen är redan inställd, eller så är länken för gammal. Den som sköter servern kan göra en ny.',

  'name.title': 'Vad heter du?',
  'name.hint': 'Namnet står bredvid orden du skriver, för alla i samma fallbeskrivning.',

  'outbox.title': 'Utkorg',
  'outbox.intro': 'Den här installationen körs på en enda dator och skickar ingen e-post. Det som skulle ha skickats finns här.',
  'outbox.empty': 'Inga mejl än.',
  'outbox.to': 'Till',
  'outbox.back': 'Tillbaka till utkorgen',

  'reading.contents': 'Innehåll',
  'reading.empty': 'Ingen har skrivit här än.',
  'reading.noScript': 'Du kan läsa allt här. Slå på JavaScript i webbläsaren för att skriva.',
  'reading.noScript.suggestion': 'Läs förslaget och avgör det',
  'reading.noScript.say':
    'Du kan läsa allt här, och säga vad du tycker om varje del. Vill du skriva i själva texten, slå på JavaScript i webbläsaren.',
  'reading.unavailable': 'Texten i fallbeskrivningen kan inte visas just nu. Den är inte borta. Försök igen om en stund.',
  'reading.voices': 'Visa vem som har sagt vad',

  'errorPage.notFound.title': 'Vi hittar inte den här sidan',
  'errorPage.notFound.text': 'Adressen kan vara fel, sidan kan ha tagits bort, eller så har du kanske inte åtkomst.',
  'errorPage.forbidden.title': 'Du har inte åtkomst',
  'errorPage.server.title': 'Något gick fel',
  'errorPage.server.text': 'Det är vårt fel, inte ditt. Inget som var sparat är borta. Försök igen om en stund.',
  'errorPage.busy.title': 'Det var många försök',
  'errorPage.busy.text': 'Vänta lite och försök igen.',
  'errorPage.stopping.title': 'Vi startar om',
  'errorPage.stopping.text': 'Samskriv är tillbaka om en stund. Ladda om sidan.',
  'errorPage.number': 'Om du rapporterar det här, ange det här numret: {{id}}',
  'errorPage.home': 'Gå till mina fallbeskrivningar',

  'footer.openSource': 'Fri programvara under EUPL 1.2',
  'footer.api': 'För program: API:et',
}
