import type { Translated } from '../messages.ts'
import type { safeguards as en } from '../en/safeguards.ts'

export const safeguards: Translated<typeof en> = {
  'welcome.community':
    'Du bestämmer vad du vill dela. Du kan sluta när som helst och behöver inte säga varför. Ett nej påverkar aldrig den hjälp eller de insatser du får.',
  'welcome.staff':
    'Skriv vad din organisation har gjort och vet. Låt invånarnas ord stå som de är. Om du skriver åt någon, markera det och läs upp det.',
  'welcome.visibility': 'Alla i den här fallbeskrivningen ser det du skriver medan du skriver, och ditt namn eller valda namn bredvid.',
  'welcome.disclosure':
    'Några av parterna är offentliga aktörer. Det som skrivs här, även utkast och kommentarer, kan begäras ut enligt offentlighetsprincipen. Skriv inget om din egen hälsa eller om andra som du inte vill att en utomstående läser.',
  'welcome.urgent':
    'Ingen bevakar den här sidan hela tiden. Om du eller någon annan är i fara, ring 112 eller kontakta den lokala kontakt som anges här.',
  'welcome.difficult': 'Att skriva om svåra saker kan vara tungt. Du kan hoppa över frågor, ta en paus eller be någon skriva åt dig.',

  'consent.title': 'Får vi använda dina ord?',
  'consent.intro': 'Det här är dina ord. Ingen får ändra dem utan att fråga dig. Läs dem, eller be någon läsa dem för dig.',
  'consent.identity.question': 'Hur vill du visas?',
  'consent.identity.anonymousWarning':
    'Även utan namn kan människor som känner dig känna igen dig på det du säger, särskilt på en liten ort.',
  'consent.scope.question': 'Var får dina ord användas? Välj så många eller så få du vill.',
  'consent.duration.question': 'Hur länge gäller ditt ja? Vi frågar dig igen innan det går ut.',
  'consent.conditions.question': 'Är det något vi inte får göra med dina ord?',
  'consent.thirdParty.question': 'Nämner dina ord andra personer? Har de tillfrågats, eller kan vi ta bort det som pekar ut dem?',
  'consent.health':
    'Dina ord säger något om hälsa. Uppgifter om hälsa har extra skydd enligt lag, så vi behöver ett tydligt ja för att använda just de här orden.',
  'consent.withdraw.how':
    'Du kan när som helst ta tillbaka ditt ja här, eller säga till kontaktpersonen. Det är lika enkelt som att säga ja.',
  'consent.withdraw.limits':
    'När du återkallar tas dina ord bort från fallbeskrivningen och från nya exporter direkt. Vi ber även dem som har publicerat den att ta bort orden. Vi kan inte hämta tillbaka kopior som andra redan har skrivit ut eller laddat ner.',
  'consent.child.child':
    'Du kan säga ja eller nej. Det går också bra att säga ja nu och nej senare. Fråga om det är något du inte förstår.',
  'consent.child.guardian': 'Barnet bestämmer tillsammans med dig. Om barnet säger nej använder vi inte orden, även om du säger ja.',
  'consent.button.yes': 'Ja, använd mina ord så här',
  'consent.button.no': 'Nej, använd dem inte',
  'consent.button.change': 'Jag vill ändra mina ord först',
  'consent.button.withdraw': 'Ta tillbaka mitt ja',
  'consent.receipt': 'Här är din kopia. Den visar vad du har sagt ja till, hur länge och hur du kan ändra dig.',
  'consent.removedNote': 'Ord har tagits bort här på begäran av den som gav dem.',
  'consent.waitingNote': 'Här finns ord som väntar på ett ja från den som sade dem.',
  'consent.scribe.ask': 'Du skrev det här åt någon annan. Vems ord är det?',
  'consent.scribe.readBack': 'Läs upp orden, på personens eget språk om du kan. Skriv sedan hur det bekräftades.',

  'rule.voiceLocked': 'Bara den som sade det här kan ändra det. Du kan kommentera, eller föreslå en ändring och vänta på svar.',
  'rule.communitySection': 'Invånarna leder det här avsnittet. Förslag från andra visas bredvid texten.',
  'rule.capacity':
    'Du skriver här som: {{sector}}. Om du vill tala i en annan egenskap, fråga processledaren. Både du och gruppen ser ändringen.',

  'voice.short':
    'Det här avsnittet önskar mer av lokalsamhällets röst: {{share}} % nu, {{target}} % önskat. Det är en utgångspunkt för samtal, inte ett betyg.',
  'voice.unconfirmed_one': 'Ett ord har skrivits åt någon och är inte bekräftat än. Det räknas inte som lokalsamhällets röst.',
  'voice.unconfirmed_other':
    '{{count, number}} ord har skrivits åt någon och är inte bekräftade än. De räknas inte som lokalsamhällets röst.',

  'comment.promise': 'Frågor och kommentarer från lokalsamhället får alltid svar. Senast {{date}} ska den här besvaras.',
  'comment.overdue_one': 'Den här frågan har väntat i en dag. {{owner}} har fått en påminnelse.',
  'comment.overdue_other': 'Den här frågan har väntat i {{count, number}} dagar. {{owner}} har fått en påminnelse.',

  'response.needReason': 'Skriv motiveringen och vem som ansvarar för beslutet.',
  'response.satisfied': 'Fick du svar på din fråga?',
  'response.notSatisfied': 'Nej – behåll min anmärkning bredvid svaret',

  'signoff.statement': 'Jag har läst den här versionen, eller fått den uppläst. Jag står bakom den som: {{sector}}.',
  'signoff.reservation': 'Jag godkänner och vill att den här anmärkningen publiceras tillsammans med den:',
  'signoff.lapsed': 'Texten har ändrats sedan du godkände. Titta på ändringarna och godkänn igen.',
  'signoff.needCommunity_one': 'Publicering kräver godkännande från minst en invånare som inte avlönas av en samverkanspart i den rollen.',
  'signoff.needCommunity_other':
    'Publicering kräver godkännande från minst {{count, number}} invånare som inte avlönas av en samverkanspart i den rollen.',

  'data.smallNumber': 'Talet är så litet att det kan peka ut en person. Dölj det, slå ihop grupper eller använd en längre period.',
  'data.hidden': 'Dolt: litet tal',
  'data.identifiable': 'Det här verkar kunna avslöja vem någon är ({{hint}}). Är den personen införstådd med det?',
}
