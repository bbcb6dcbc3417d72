import type { Translated } from '../messages.ts'
import type { partnership as en } from '../en/partnership.ts'

export const partnership: Translated<typeof en> = {
  'partnership.loading': 'Hämtar listan …',
  'partnership.name.label': 'Namn på samverkan',
  'partnership.name.save': 'Spara namnet',
  'partnership.name.saved': 'Er samverkan heter nu {{name}}.',

  'organisations.title': 'Organisationer',
  'organisations.intro': 'De här organisationerna är med. Alla väljer sin när de säger vem de är här som. Då står den bredvid namnet.',
  'organisations.none':
    'Här finns inga organisationer än. Lägg till dem som är med, så kan folk säga vilken de kommer från. Med e-postdomänen föreslår vi den för dem.',
  'organisations.none.read': 'Här finns inga organisationer än.',
  'organisations.people.none': 'Ingen har valt den än',
  'organisations.people_one': '{{count, number}} person har valt den',
  'organisations.people_other': '{{count, number}} personer har valt den',
  'organisations.domains': 'Adresser som slutar på {{domains}}',
  'organisations.add': 'Lägg till en organisation',
  'organisations.name.label': 'Organisationens namn',
  'organisations.subtype.none': 'Ingen av dessa',
  'organisations.domains.label': 'E-postdomäner',
  'organisations.domains.hint':
    'Det som står efter @ i adresserna, till exempel falun.se. Skriv komma mellan flera. Lämna tomt om den inte har någon.',
  'organisations.domains.public':
    'Vem som helst kan ha en adress hos {{domain}}, så den säger inte var någon arbetar. Använd en domän som bara organisationen har.',
  'organisations.domains.invalid': 'Det här är ingen e-postdomän: {{domain}}. Skriv den som falun.se.',
  'organisations.domains.tooMany': 'Högst {{max}} e-postdomäner',
  'organisations.add.submit': 'Lägg till',
  'organisations.added': '{{name}} är tillagd.',
  'organisations.change': 'Ändra',
  'organisations.changeNamed': 'Ändra {{name}}',
  'organisations.save': 'Spara',
  'organisations.saved': '{{name}} är sparad.',
  'organisations.removeNamed': 'Ta bort {{name}}',
  'organisations.remove.confirm': 'Ta bort {{name}} från listan? Ingen kan välja den längre. De som har valt den behåller den.',
  'organisations.removed': '{{name}} är borttagen.',
  'share.vouch.organisation': 'Vilken organisation kommer personen från?',
}
