import type { Translated } from '../messages.ts'
import type { safeguards as en } from '../en/safeguards.ts'

export const safeguards: Translated<typeof en> = {
  'welcome.community':
    'Du bestemmer hva du vil dele. Du kan stoppe når som helst, og du trenger ikke å si hvorfor. Et nei har aldri noe å si for hjelp eller tjenester du får.',
  'welcome.staff':
    'Skriv hva virksomheten din har gjort og vet. La ordene til innbyggerne stå som de er. Hvis du skriver for noen, merk det og les det opp igjen.',
  'welcome.visibility':
    'Alle i denne casebeskrivelsen ser det du skriver mens du skriver, og navnet ditt eller navnet du har valgt ved siden av.',
  'welcome.disclosure':
    'Noen av partnerne er offentlige virksomheter. Det som skrives her, også utkast og kommentarer, kan bli krevd utlevert etter reglene om innsyn. Ikke skriv noe om din egen helse eller om andre som du ikke ville latt en utenforstående lese.',
  'welcome.urgent':
    'Ingen følger med på denne siden hele tiden. Hvis du eller noen andre er i fare, kontakt nødetatene eller den lokale kontakten som står her.',
  'welcome.difficult':
    'Det kan være tungt å skrive om vanskelige ting. Du kan hoppe over spørsmål, ta en pause eller be noen skrive for deg.',

  'consent.title': 'Kan vi bruke ordene dine?',
  'consent.intro': 'Dette er dine ord. Ingen kan endre dem uten å spørre deg. Les dem, eller be noen lese dem for deg.',
  'consent.identity.question': 'Hvordan vil du vises?',
  'consent.identity.anonymousWarning': 'Selv uten navn kan folk som kjenner deg, kjenne deg igjen på det du sier, særlig på et lite sted.',
  'consent.scope.question': 'Hvor kan ordene dine brukes? Velg så mange eller så få du vil.',
  'consent.duration.question': 'Hvor lenge gjelder dette jaet? Vi spør deg igjen før det går ut.',
  'consent.conditions.question': 'Er det noe vi ikke får gjøre med ordene dine?',
  'consent.thirdParty.question': 'Nevner ordene dine andre personer? Er de spurt, eller kan vi ta ut det som peker på dem?',
  'consent.health':
    'Ordene dine sier noe om helse. Helseopplysninger har ekstra vern i loven, så vi trenger et tydelig ja til å bruke akkurat disse ordene.',
  'consent.withdraw.how': 'Du kan når som helst ta tilbake jaet her, eller si fra til kontaktpersonen. Det er like enkelt som å si ja.',
  'consent.withdraw.limits':
    'Når du trekker samtykket, fjernes ordene dine fra casebeskrivelsen og fra nye eksporter med en gang. Vi ber også dem som har publisert den, om å fjerne ordene. Vi kan ikke hente tilbake kopier som andre allerede har skrevet ut eller lastet ned.',
  'consent.child.child': 'Du kan si ja eller nei. Det er også greit å si ja nå og nei senere. Spør hvis det er noe du ikke forstår.',
  'consent.child.guardian': 'Barnet bestemmer sammen med deg. Hvis barnet sier nei, bruker vi ikke ordene, selv om du sier ja.',
  'consent.button.yes': 'Ja, bruk ordene mine slik',
  'consent.button.no': 'Nei, ikke bruk dem',
  'consent.button.change': 'Jeg vil endre ordene mine først',
  'consent.button.withdraw': 'Ta tilbake jaet mitt',
  'consent.receipt': 'Her er din kopi. Den viser hva du har sagt ja til, hvor lenge, og hvordan du kan ombestemme deg.',
  'consent.removedNote': 'Ord er fjernet her etter ønske fra den som ga dem.',
  'consent.waitingNote': 'Her står ord som venter på et ja fra den som sa dem.',
  'consent.scribe.ask': 'Du skrev dette for noen andre. Hvem sine ord er det?',
  'consent.scribe.readBack': 'Les ordene opp igjen, på personens eget språk om du kan. Skriv så hvordan det ble bekreftet.',

  'rule.voiceLocked': 'Bare den som sa dette, kan endre det. Du kan kommentere, eller foreslå en endring og vente på svar.',
  'rule.communitySection': 'Innbyggerne leder denne delen. Forslag fra andre vises ved siden av teksten.',
  'rule.capacity':
    'Du skriver her som: {{sector}}. Hvis du vil snakke i en annen egenskap, spør prosesslederen. Både du og gruppen ser endringen.',

  'voice.short':
    'Denne delen ønsker mer av lokalsamfunnets stemme: {{share}} % nå, {{target}} % ønsket. Det er et utgangspunkt for en samtale, ikke en karakter.',
  'voice.unconfirmed_one': 'Ett ord er skrevet for noen og er ikke bekreftet ennå. Det teller ikke som lokalsamfunnets stemme.',
  'voice.unconfirmed_other':
    '{{count, number}} ord er skrevet for noen og er ikke bekreftet ennå. De teller ikke som lokalsamfunnets stemme.',

  'comment.promise': 'Spørsmål og kommentarer fra lokalsamfunnet får alltid svar. Fristen for dette er {{date}}.',
  'comment.overdue_one': 'Dette spørsmålet har ventet i én dag. {{owner}} har fått en påminnelse.',
  'comment.overdue_other': 'Dette spørsmålet har ventet i {{count, number}} dager. {{owner}} har fått en påminnelse.',

  'response.needReason': 'Skriv begrunnelsen, og hvem som står ansvarlig for beslutningen.',
  'response.satisfied': 'Fikk du svar på spørsmålet ditt?',
  'response.notSatisfied': 'Nei – behold merknaden min ved siden av svaret',

  'signoff.statement': 'Jeg har lest denne versjonen, eller fått den lest opp. Jeg stiller meg bak den som: {{sector}}.',
  'signoff.reservation': 'Jeg godkjenner, og vil ha denne merknaden publisert sammen med den:',
  'signoff.lapsed': 'Teksten er endret siden du godkjente. Se på endringene og godkjenn på nytt.',
  'signoff.needCommunity_one':
    'Publisering krever godkjenning fra minst én innbygger som ikke er betalt av en samarbeidspartner i den rollen.',
  'signoff.needCommunity_other':
    'Publisering krever godkjenning fra minst {{count, number}} innbyggere som ikke er betalt av en samarbeidspartner i den rollen.',

  'data.smallNumber': 'Dette tallet er så lite at det kan peke på en person. Skjul det, slå sammen grupper eller bruk en lengre periode.',
  'data.hidden': 'Skjult: lite tall',
  'data.identifiable': 'Dette ser ut til å kunne avsløre hvem noen er ({{hint}}). Er den det gjelder, innforstått med det?',
}
