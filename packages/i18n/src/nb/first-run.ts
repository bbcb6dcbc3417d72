import type { Translated } from '../messages.ts'
import type { firstRun as en } from '../en/first-run.ts'

export const firstRun: Translated<typeof en> = {
  'practice.name': 'Øving: {{title}}',
  'tour.title': 'Hvem har sagt hva',
  'tour.step': 'Steg {{number}} av {{total}}',
  'tour.next': 'Neste',
  'tour.back': 'Tilbake',
  'tour.finish': 'Ferdig',
  'tour.showMe': 'Vis meg hvor',
  'tour.words.title': 'Ord blir hos dem som sa dem',
  'tour.words.text':
    'Hvert ord i teksten hører til en person og sektoren deres: lokalsamfunn, ideell sektor, offentlig sektor eller andre. Slik blir det også når andre skriver rundt det.',
  'tour.show.title': 'Se hvem som har sagt hva',
  'tour.show.text':
    'Trykk «Vis hvem som har sagt hva» over teksten. Hver sektor har sin egen bokstav, sitt mønster og sin farge. En stripe ved hvert avsnitt viser hvem sine ord det har.',
  'tour.balance.title': 'Se hvem sin stemme en del er',
  'tour.balance.text':
    '«Hvem sin stemme?» teller ordene til hver sektor, del for del. Det er der for å starte en samtale. Det er ingen poengsum.',
  'tour.scribe.title': 'Skriv ned det noen forteller deg',
  'tour.scribe.text':
    'Ikke alle har en enhet. Det du skriver ned for noen, er deres, skrevet av deg. Les det opp for dem, så teller det som deres stemme.',
  'tour.kept.title': 'Ingens ord blir borte i stillhet',
  'tour.kept.text':
    'Når en annen sektor tar mye ut av et avsnitt fra lokalsamfunnet, får den som skrev det, beskjed, ser hva det var, og kan ta det tilbake.',
  'why.how': 'Slik kan dere svare',
  'why.shows': 'Hva svaret er med på å vise',
  'shortcuts.title': 'Hurtigtaster',
  'shortcuts.off': 'Hurtigtastene er slått av. Tastene som fører inn i og ut av teksten, virker fortsatt.',
  'shortcuts.everywhere': 'Overalt',
  'shortcuts.inStudy': 'I en casebeskrivelse',
  'shortcuts.inText': 'I teksten',
  'shortcuts.inTable': 'I en tabell',
  'shortcuts.list': 'Vis denne listen',
  'shortcuts.nextPart': 'Gå til neste del av siden',
  'shortcuts.partBefore': 'Gå til delen før',
  'shortcuts.toolbar': 'Gå til tekstverktøyene',
  'shortcuts.leave': 'Gå ut av teksten',
  'shortcuts.speaker': 'Skriv for neste taler, mens du skriver ned det folk sier',
}
