import type { Translated } from '../messages.ts'
import type { mail as en } from '../en/mail.ts'

export const mail: Translated<typeof en> = {
  'mail.signIn.subject': 'Din kod till Samskriv: {{code}}',
  'mail.signIn.greeting': 'Hej,',
  'mail.signIn.code': 'Din kod är {{code}}. Den fungerar i {{minutes, number}} minuter.',
  'mail.signIn.link': 'Eller öppna den här sidan och tryck på knappen:',
  'mail.signIn.button': 'Logga in',
  'mail.signIn.notYou': 'Har du inte bett om en kod? Då kan du ta bort det här mejlet. Ingen kommer in utan koden.',

  'mail.added.subject': 'Du kan skriva i ”{{title}}”',
  'mail.added.subject.read': 'Du kan läsa ”{{title}}”',
  'mail.added.greeting': 'Hej {{name}},',
  'mail.added.text': '{{by}} har lagt till dig i fallbeskrivningen ”{{title}}”. Din roll: {{role}}.',
  'mail.added.role': 'Det här kan du göra: {{help}}',
  'mail.added.link': 'Öppna fallbeskrivningen här. Du loggar in med den här e-postadressen, utan lösenord:',
  'mail.added.button': 'Öppna fallbeskrivningen',
  'mail.added.choice': 'Du bestämmer vad du vill dela. Du kan sluta när som helst och behöver inte säga varför.',
  'mail.added.notYou': 'Vet du inte vad det här gäller? Då kan du ta bort det här mejlet.',

  'mail.reminder.subject': '”{{title}}” väntar på dig',
  'mail.reminder.text': 'För några dagar sedan lade {{by}} till dig i fallbeskrivningen ”{{title}}”. Din roll: {{role}}.',
  'mail.reminder.once': 'Har du redan varit där? Då kan du ta bort det här mejlet. Vi påminner dig bara den här enda gången.',

  'mail.footer': 'Skickat av Samskriv på {{address}}. Det går inte att svara på det här mejlet.',
}
