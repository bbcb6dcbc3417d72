import type { pictures as English } from '../en/pictures.ts'
import type { Translated } from '../messages.ts'

export const pictures: Translated<typeof English> = {
  'picture.file': 'Bild',
  'picture.file.hint': 'JPEG, PNG, WebP eller GIF, högst 25 MB. Var och när den är tagen tas bort.',
  'picture.file.choose': 'Välj en fil',
  'picture.file.another': 'Välj en annan fil',
  'picture.file.none': 'Ingen fil vald än',
  'picture.file.empty': 'Välj en bild',
  'picture.alt': 'Vad visar bilden?',
  'picture.alt.hint': 'För den som inte kan se den. Det läses upp i stället för bilden.',
  'picture.alt.empty': 'Säg vad bilden visar, eller att den bara är dekoration',
  'picture.kept':
    'Någon från lokalsamhället har sagt vad bilden visar. Det står kvar, och det du skriver sparas som ett förslag som de ser.',
  'picture.decorative': 'Den är bara dekoration. Ingen går miste om något utan den.',
  'picture.caption': 'Ord under bilden (valfritt)',
  'picture.caption.hint': 'Alla läser dem: det som finns att berätta, eller vem som tog bilden. De är dina, som allt du skriver.',
  'picture.caption.there': 'Orden under bilden ändras i själva fallbeskrivningen.',
  'picture.help': 'Så beskriver du en bild',
  'picture.help.what': 'Säg det som betyder något här: vem gör vad, och var. ”Fyra kvinnor bär in bänkar i bygdegården.”',
  'picture.help.short': 'En eller två meningar räcker. Börja med det som syns, utan ”bild på”.',
  'picture.help.decorative':
    'Ett streck, ett löv eller ett mönster är dekoration. Ett fotografi av människor eller platser är det nästan aldrig.',
  'picture.people': 'Finns det människor på bilden? Fråga dem först om den får vara här.',
  'picture.apply': 'Sätt in',
  'picture.of': 'Bild {{at}} av {{of}} som du klistrade in',
  'picture.leave': 'Ta inte med den',
  'picture.leaveRest_one': 'Ta inte med {{count}} bild',
  'picture.leaveRest_other': 'Ta inte med någon av de {{count}}',
  'picture.left': 'Bilden kom inte med.',
  'picture.describe': 'Spara',
  'picture.sending': 'Skickar bilden…',
  'picture.drawing': 'Gör i ordning bilden…',
  'picture.stop': 'Stoppa',
  'picture.stopped': 'Stoppat. Inget sattes in.',
  'picture.added': 'Bilden finns i texten.',
  'picture.described': 'Sparat.',
  'picture.stilled':
    'Den här bilden rörde sig. Bara den första bilden finns i texten, eftersom bilder som rör sig gör det svårt för många att läsa.',
}
