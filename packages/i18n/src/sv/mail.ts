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

  'mail.notices.subject': '”{{title}}”: något rör dig',
  'mail.notices.text': 'I fallbeskrivningen ”{{title}}” har det hänt något som rör dig.',
  'mail.notices.somebody': 'Någon',
  'mail.notices.more_one': 'Och {{count}} till.',
  'mail.notices.more_other': 'Och {{count}} till.',
  'mail.notices.see': 'Se det i fallbeskrivningen',
  'mail.notices.why': 'Du får det här e-brevet eftersom du är med. Stäng av de här e-breven här. Du behöver inte logga in:',
  'mail.notices.off': 'Stäng av de här e-breven',
  'mail.notices.choose': 'Välj vad du får veta',
  'mail.digest.subject': '”{{title}}”: nytt i dag',
  'mail.digest.text': 'Det här är nytt i fallbeskrivningen ”{{title}}”.',
  'mail.digest.threads_one': '{{count}} ny kommentar eller fråga.',
  'mail.digest.threads_other': '{{count}} nya kommentarer eller frågor.',
  'mail.digest.answers_one': '{{count}} nytt svar.',
  'mail.digest.answers_other': '{{count}} nya svar.',
  'mail.digest.why': 'Du får det här e-brevet en gång om dagen eftersom du bad om det. Stäng av det här. Du behöver inte logga in:',
  'mail.confirm.subject': 'Är det här din e-postadress?',
  'mail.confirm.text':
    'Någon har skrivit in den här adressen för att få veta vad som händer med det de sa i Samskriv. Var det du? Öppna då den här sidan och tryck på knappen:',
  'mail.confirm.button': 'Bekräfta min adress',
  'mail.confirm.notYou': 'Var det inte du? Då kan du ta bort det här e-brevet. Vi skriver inget annat till dig.',

  'mail.footer': 'Skickat av Samskriv på {{address}}. Det går inte att svara på det här mejlet.',
}
