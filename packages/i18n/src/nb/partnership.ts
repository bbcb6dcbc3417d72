import type { Translated } from '../messages.ts'
import type { partnership as en } from '../en/partnership.ts'

export const partnership: Translated<typeof en> = {
  'partnership.loading': 'Henter listen …',
  'partnership.name.label': 'Navn på samarbeidet',
  'partnership.name.save': 'Lagre navnet',
  'partnership.name.saved': 'Samarbeidet heter nå {{name}}.',

  'organisations.title': 'Virksomheter',
  'organisations.intro':
    'Disse virksomhetene er med. Folk velger sin når de sier hvem de er her som. Da står den ved siden av navnet deres.',
  'organisations.none':
    'Det er ingen virksomheter her ennå. Legg til dem som er med, så kan folk si hvilken de kommer fra. Med e-postdomenet foreslår vi den for dem.',
  'organisations.none.read': 'Det er ingen virksomheter her ennå.',
  'organisations.people.none': 'Ingen har valgt den ennå',
  'organisations.people_one': '{{count, number}} person har valgt den',
  'organisations.people_other': '{{count, number}} personer har valgt den',
  'organisations.domains': 'Adresser som slutter på {{domains}}',
  'organisations.add': 'Legg til en virksomhet',
  'organisations.name.label': 'Navn på virksomheten',
  'organisations.subtype.none': 'Ingen av disse',
  'organisations.domains.label': 'E-postdomener',
  'organisations.domains.hint':
    'Det som står bak @ i adressene, for eksempel falun.se. Flere skilles med komma. La det stå tomt hvis den ikke har noe.',
  'organisations.domains.public':
    'Hvem som helst kan ha en adresse hos {{domain}}, så det sier ikke hvor noen jobber. Bruk et domene som bare virksomheten har.',
  'organisations.domains.invalid': 'Dette er ikke et e-postdomene: {{domain}}. Skriv det som falun.se.',
  'organisations.domains.tooMany': 'Høyst {{max}} e-postdomener',
  'organisations.add.submit': 'Legg til',
  'organisations.added': '{{name}} er lagt til.',
  'organisations.change': 'Endre',
  'organisations.changeNamed': 'Endre {{name}}',
  'organisations.save': 'Lagre',
  'organisations.saved': '{{name}} er lagret.',
  'organisations.removeNamed': 'Fjern {{name}}',
  'organisations.remove.confirm': 'Fjerne {{name}} fra listen? Ingen kan velge den lenger. De som har valgt den, beholder den.',
  'organisations.removed': '{{name}} er fjernet.',
  'share.vouch.organisation': 'Hvilken virksomhet er personen fra?',
}
