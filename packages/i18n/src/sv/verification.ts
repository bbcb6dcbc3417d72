import type { Translated } from '../messages.ts'
import type { verification as en } from '../en/verification.ts'

/** The page on which anybody can have a file checked. */
export const verification: Translated<typeof en> = {
  'verify.title': 'Är den här filen som den lämnades ut?',
  'verify.lead':
    'Välj en fil som du har fått av någon: en fallbeskrivning, eller manifestet som följde med. Vi läser den, säger vad vi vet och sparar inget av den.',
  'verify.file.label': 'Filen',
  'verify.file.hint': 'HTML, Word, OpenDocument, PDF, EPUB, Markdown, JSON eller zip från Samskriv, upp till {{megabytes, number}} MB.',
  'verify.file.empty': 'Välj filen som du vill ha kontrollerad.',
  'verify.file.large':
    'Den här filen är för stor för att kontrolleras: den är på mer än {{megabytes, number}} MB. Filer från Samskriv är mindre.',
  'verify.manifest.label': 'Manifestet, om det följde med ett (behövs inte)',
  'verify.manifest.hint': 'En fil vars namn slutar på .manifest.json. Filer som har gjorts på kommandoraden kan bara kontrolleras med det.',
  'verify.submit': 'Kontrollera filen',
  'verify.again': 'Kontrollera en annan fil',
  'verify.unchanged.title': 'Oförändrad sedan {{date}}',
  'verify.unchanged.text': 'Inte en bokstav i den här filen är annorlunda än när den lämnades ut här.',
  'verify.changed.title': 'Ändrad',
  'verify.changed.text':
    'Den här filen kom härifrån och har ändrats sedan dess, eller sparats av ett annat program. Vad som står i den nu kan vi inte säga. Texten lämnades ut här {{date}}.',
  'verify.changed.undated':
    'Den här filen kom härifrån och har ändrats sedan dess, eller sparats av ett annat program. Vad som står i den nu kan vi inte säga.',
  'verify.changed.manifest': 'Följde det med ett manifest? Välj båda och titta en gång till.',
  'verify.elsewhere.title': 'Inte härifrån',
  'verify.elsewhere.text':
    'Vi vet inget om den här filen. Den kan komma från en annan installation, vara äldre än det vi minns eller ha förlorat det den sade om sig själv.',
  'verify.manifestWrong.title': 'Manifestet håller inte',
  'verify.manifestWrong.text':
    'Det du valde som manifest är inget som den här installationen har signerat, eller så har det ändrats sedan dess. Därför säger det inget om filen.',
  'verify.manifest.title': 'Ett manifest från den här installationen',
  'verify.manifest.text':
    'Det är signerat av den här installationen och oförändrat. Det gäller filerna nedan. Välj en av dem tillsammans med det för att få den kontrollerad.',
  'verify.about.title': 'Det här vet vi om den',
  'verify.about.at': 'Lämnades ut',
  'verify.about.format': 'Som',
  'verify.about.status': 'Då',
  'verify.about.signedOff': 'Godkänd',
  'verify.about.address': 'Fallbeskrivningen',
  'verify.about.nobody': 'Inte godkänd här',
  'verify.about.people_one': 'Av {{count}} person',
  'verify.about.people_other': 'Av {{count}} personer',
  'verify.about.toldByFile': 'Filen som den kom med säger',
  'verify.about.unchecked': 'Ingen här har kontrollerat det.',
  'verify.how.title': 'Så fungerar det',
  'verify.how.text':
    'Vi jämför filen, byte för byte, med det vi antecknade när den lämnades ut. Den som vill kontrollera ett manifest utan oss hittar våra offentliga nycklar på {{address}}.',
  'verify.size.bytes': '{{bytes, number}} byte',
}
