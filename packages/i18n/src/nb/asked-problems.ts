import type { Translated } from '../messages.ts'
import type { askedProblems as en } from '../en/asked-problems.ts'

export const askedProblems: Translated<typeof en> = {
  'refusal.practice': 'En øvekopi er for deg alene. Start en egen casebeskrivelse for å skrive sammen med andre.',
  'refusal.not-your-voice': 'Dette er ordene til noen andre. Bare de kan endre dem.',
  'refusal.comments-closed': 'Det er ikke åpnet for kommentarer i denne casebeskrivelsen. En ansvarlig kan åpne for dem.',
  'refusal.thread-hidden': 'En ansvarlig har skjult denne kommentaren, så ingen kan svare på den.',
  'refusal.not-your-words': 'Bare den som sa dette, kan gjøre det.',
  'refusal.own-suggestion': 'Du kom med dette forslaget, så noen andre avgjør det.',
  'refusal.not-yours-to-decide':
    'Bare den som har sagt ordene, eller lokalsamfunnets ansvarlige for delen, kan avgjøre dette. Etter 14 dager kan en ansvarlig gjøre det.',
  'refusal.only-on-this-machine': 'Denne siden er bare åpen på maskinen som Samskriv kjører på.',
  'refusal.not-in-partnership': 'Dette er for dem som er med i en casebeskrivelse her. Be den som fortalte deg om det, om å legge deg til.',
  'refusal.not-partnership-steward': 'Bare en ansvarlig for samarbeidet kan gjøre dette.',
  'problem.unsupported-media-type': 'Vi kan ikke lese denne typen fil.',
  'problem.method-not-allowed': 'Denne adressen kan ikke brukes på denne måten.',
  'problem.already-added': 'Denne personen er allerede med i casebeskrivelsen.',
  'problem.last-steward': 'En casebeskrivelse må ha minst én ansvarlig. Gjør noen andre ansvarlig først.',
  'problem.unknown-invitation': 'Denne invitasjonen finnes ikke lenger. Noen andre kan ha trukket den tilbake.',
  'problem.unknown-thread': 'Kommentaren finnes ikke, eller den er ikke for deg.',
  'problem.unknown-message': 'Meldingen finnes ikke, eller den er slettet.',
  'problem.words-gone': 'Ordene du valgte, er ikke lenger i teksten. Det du skrev, er fortsatt her: Du kan sende det om hele delen.',
  'problem.unknown-request': 'Denne forespørselen venter ikke lenger. Noen andre kan ha svart på den.',
  'problem.unknown-organisation': 'Vi finner ikke denne virksomheten. Noen andre kan ha fjernet den.',
  'problem.domain-taken': 'En annen virksomhet har dette e-postdomenet allerede. Ta det bort der først.',
  'problem.contact-needed': 'Si først hvem folk i denne casebeskrivelsen kan henvende seg til. Så kan en åpen lenke slås på.',
  'problem.section-has-words': 'Noen har skrevet i denne delen, så den blir stående. Ingenting er endret.',
  'problem.too-many-sections': 'En casebeskrivelse kan ha 30 egne deler. Bruk en av dem som finnes.',
  'problem.changed-meanwhile': 'Noen andre endret dette mens du skrev. Ingenting er skrevet over, og det du skrev, er fortsatt her.',
  'problem.conflict': 'Noen andre endret dette samtidig. Se på det igjen og prøv en gang til.',
  'problem.words-changed':
    'Disse ordene er endret etter at du leste dem opp. Ingenting er bekreftet. Se på dem igjen, og les opp det som er nytt.',
  'problem.unknown-person': 'Vi finner ikke denne personen. Personen kan være fjernet allerede.',
  'problem.pdf-unavailable': 'PDF er ikke tilgjengelig på denne maskinen. Last ned nettsiden (HTML), åpne den og skriv den ut.',
  'problem.export-too-heavy':
    'Denne filen tar for lang tid eller for mye minne å lage, og ble gitt opp. Casebeskrivelsen er som den var. Velg færre deler, eller en annen type fil, for eksempel nettsiden.',
  'problem.unknown-format': 'Vi kan ikke lage denne typen fil. Velg en annen.',
  'problem.unknown-export': 'Vi finner ikke denne filen. Filer ligger klare i et døgn etter at de ble laget: Få den laget på nytt.',
  'problem.export-outdated':
    'Etter at denne filen ble laget, har noen bestemt noe annet om ordene eller navnet sitt i den. Få den laget på nytt.',
  'problem.unknown-file': 'Vi finner ikke dette bildet. Det kan være fjernet, fordi det ikke sto noe sted i teksten.',
  'problem.picture-too-large':
    'Dette bildet er større enn 25 MB, så det ble ikke sendt. Gjør det mindre først, eller send det til deg selv på e-post i mindre størrelse. Teksten din er trygg.',
  'problem.picture-too-many-pixels':
    'Dette bildet har for mange punkter: mer enn 100 millioner. Gjør det mindre og prøv igjen. Teksten din er trygg.',
  'problem.picture-broken':
    'Dette bildet kan ikke leses. Det kan være skadet, eller bare halvparten ble kopiert. Åpne det på enheten din, lagre det på nytt som JPEG eller PNG, og prøv det. Teksten din er trygg.',
  'problem.picture-is-heic':
    'Dette bildet er i et format som mange datamaskiner ikke kan vise (HEIC eller AVIF). Lagre eller del det som JPEG først. På en iPhone: Innstillinger, Kamera, Formater, «Mest kompatibelt». Teksten din er trygg.',
  'problem.picture-is-svg':
    'SVG-tegninger kan inneholde programmer, så de tas ikke imot. Lagre tegningen som PNG og prøv igjen. Teksten din er trygg.',
  'problem.picture-is-pdf':
    'Dette er en PDF og ikke et bilde. Ta et bilde av siden på skjermen, eller lagre siden som PNG. Teksten din er trygg.',
  'problem.picture-unknown': 'Dette er ikke et bilde som vi kan vise. Velg et JPEG-, PNG-, WebP- eller GIF-bilde. Teksten din er trygg.',
  'problem.pictures-full':
    'Denne casebeskrivelsen har ikke plass til flere bilder. Ta ut bilder som ikke trengs: etter 30 dager er plassen ledig. Teksten din er trygg.',
  'problem.picture-not-stored': 'Vi kan ikke lagre bildet akkurat nå, så ingenting ble satt inn. Teksten din er trygg. Prøv igjen om litt.',
}
