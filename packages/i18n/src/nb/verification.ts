import type { Translated } from '../messages.ts'
import type { verification as en } from '../en/verification.ts'

/** The page on which anybody can have a file checked. */
export const verification: Translated<typeof en> = {
  'verify.title': 'Er denne filen slik den ble gitt ut?',
  'verify.lead':
    'Velg en fil du har fått av noen: en casebeskrivelse, eller manifestet som fulgte med. Vi leser den, sier hva vi vet, og tar ikke vare på noe av den.',
  'verify.file.label': 'Filen',
  'verify.file.hint': 'HTML, Word, OpenDocument, PDF, EPUB, Markdown, JSON eller zip fra Samskriv, opptil {{megabytes, number}} MB.',
  'verify.file.empty': 'Velg filen du vil ha kontrollert.',
  'verify.file.large':
    'Denne filen er for stor til å bli kontrollert: Den er på mer enn {{megabytes, number}} MB. Filer fra Samskriv er mindre.',
  'verify.manifest.label': 'Manifestet, hvis det fulgte med et (ikke nødvendig)',
  'verify.manifest.hint':
    'En fil med et navn som slutter på .manifest.json. Filer som er laget på kommandolinjen, kan bare kontrolleres med det.',
  'verify.submit': 'Kontroller filen',
  'verify.again': 'Kontroller en annen fil',
  'verify.unchanged.title': 'Uendret siden {{date}}',
  'verify.unchanged.text': 'Ikke en bokstav i denne filen er annerledes enn da den ble gitt ut her.',
  'verify.changed.title': 'Endret',
  'verify.changed.text':
    'Denne filen kom herfra, og er endret siden, eller lagret av et annet program. Hva som står i den nå, kan vi ikke si. Teksten ble gitt ut her {{date}}.',
  'verify.changed.undated':
    'Denne filen kom herfra, og er endret siden, eller lagret av et annet program. Hva som står i den nå, kan vi ikke si.',
  'verify.changed.manifest': 'Fulgte det med et manifest? Velg begge, og se en gang til.',
  'verify.elsewhere.title': 'Ikke herfra',
  'verify.elsewhere.text':
    'Vi vet ikke noe om denne filen. Den kan komme fra en annen installasjon, være eldre enn det vi husker, eller ha mistet det den sa om seg selv.',
  'verify.manifestWrong.title': 'Manifestet holder ikke',
  'verify.manifestWrong.text':
    'Det du valgte som manifest, er ikke et som denne installasjonen har signert, eller det er endret siden. Det sier derfor ikke noe om filen.',
  'verify.manifest.title': 'Et manifest fra denne installasjonen',
  'verify.manifest.text':
    'Det er signert av denne installasjonen og uendret. Det gjelder filene nedenfor. Velg en av dem sammen med det for å få den kontrollert.',
  'verify.about.title': 'Dette vet vi om den',
  'verify.about.at': 'Gitt ut',
  'verify.about.format': 'Som',
  'verify.about.status': 'Den gang',
  'verify.about.signedOff': 'Godkjent',
  'verify.about.address': 'Casebeskrivelsen',
  'verify.about.nobody': 'Ikke godkjent her',
  'verify.about.people_one': 'Av {{count}} person',
  'verify.about.people_other': 'Av {{count}} personer',
  'verify.about.toldByFile': 'Filen den kom med, sier',
  'verify.about.unchecked': 'Ingen her har kontrollert det.',
  'verify.how.title': 'Slik virker det',
  'verify.how.text':
    'Vi sammenligner filen, byte for byte, med det vi noterte da den ble gitt ut. Den som vil kontrollere et manifest uten oss, finner de offentlige nøklene våre på {{address}}.',
  'verify.size.bytes': '{{bytes, number}} byte',
}
