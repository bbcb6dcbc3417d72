import type { Translated } from '../messages.ts'
import type { firstRun as en } from '../en/first-run.ts'

export const firstRun: Translated<typeof en> = {
  'practice.name': 'Övning: {{title}}',
  'tour.title': 'Vem har sagt vad',
  'tour.step': 'Steg {{number}} av {{total}}',
  'tour.next': 'Nästa',
  'tour.back': 'Tillbaka',
  'tour.finish': 'Klar',
  'tour.showMe': 'Visa mig var',
  'tour.words.title': 'Ord stannar hos dem som sa dem',
  'tour.words.text':
    'Varje ord i texten hör till en person och deras sektor: lokalsamhälle, idéburen sektor, offentlig sektor eller övriga. Så förblir det när andra skriver runt omkring.',
  'tour.show.title': 'Se vem som har sagt vad',
  'tour.show.text':
    'Tryck på ”Visa vem som har sagt vad” ovanför texten. Varje sektor har en egen bokstav, ett mönster och en färg. En remsa vid varje stycke visar vems ord det innehåller.',
  'tour.balance.title': 'Se vems röst ett avsnitt är',
  'tour.balance.text':
    '”Vems röst?” räknar varje sektors ord, avsnitt för avsnitt. Det är till för att börja ett samtal. Det är inget betyg.',
  'tour.scribe.title': 'Skriv ner vad någon berättar för dig',
  'tour.scribe.text':
    'Alla har inte en enhet. Det du skriver ner åt någon är deras, skrivet av dig. Läs upp det för dem, så räknas det som deras röst.',
  'tour.kept.title': 'Ingens ord försvinner obemärkt',
  'tour.kept.text':
    'När en annan sektor tar bort mycket ur ett stycke från lokalsamhället får den som skrev det veta det, ser vad det var och kan ta tillbaka det.',
  'why.how': 'Så kan ni svara',
  'why.shows': 'Vad svaret hjälper till att visa',
  'shortcuts.title': 'Kortkommandon',
  'shortcuts.off': 'Kortkommandona är avstängda. Tangenterna som leder in i och ut ur texten fungerar ändå.',
  'shortcuts.everywhere': 'Överallt',
  'shortcuts.inStudy': 'I en fallbeskrivning',
  'shortcuts.inText': 'I texten',
  'shortcuts.inTable': 'I en tabell',
  'shortcuts.list': 'Visa den här listan',
  'shortcuts.nextPart': 'Gå till nästa del av sidan',
  'shortcuts.partBefore': 'Gå till delen före',
  'shortcuts.toolbar': 'Gå till textverktygen',
  'shortcuts.leave': 'Lämna texten',
  'shortcuts.speaker': 'Skriv för nästa talare, medan du skriver ner vad folk säger',
}
