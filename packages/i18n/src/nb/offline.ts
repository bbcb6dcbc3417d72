import type { Translated } from '../messages.ts'
import type { offline as en } from '../en/offline.ts'

export const offline: Translated<typeof en> = {
  'offline.seen': 'Ingen forbindelse. Du ser det som var her {{when}}.',
  'offline.seen.write': 'Det du skriver, blir tatt vare på i denne enheten og sendt når det er forbindelse igjen.',
  'offline.neverOpened.title': 'Denne casebeskrivelsen er ikke på denne enheten',
  'offline.neverOpened.text':
    'Det er ingen forbindelse, og du har ikke åpnet denne casebeskrivelsen her før. Åpne den én gang med forbindelse. Etter det kan du lese den uten, og skrive hvis du har lov.',
  'offline.forgetful':
    'Denne nettleseren tar ikke vare på noe på denne enheten. Slik er det i et privat vindu, når den er full, og når du har sagt at dette er en delt maskin.',
  'offline.page.title': 'Ingen forbindelse',
  'offline.page.text': 'Denne siden trenger forbindelse. Prøv igjen når du er på nett.',
  'update.text': 'Det finnes en ny versjon av disse sidene. Last den inn når det passer deg. Det du har skrevet, blir værende.',
  'update.load': 'Last inn den nye versjonen',
  'update.later': 'Senere',
  'save.reason.keepsNothing':
    'denne nettleseren tar ikke vare på noe på denne enheten, og det er ingen forbindelse. La siden være åpen til det står «Lagret».',
}
