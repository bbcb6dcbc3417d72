import type { Translated } from '../messages.ts'
import type { offline as en } from '../en/offline.ts'

export const offline: Translated<typeof en> = {
  'offline.seen': 'Ingen anslutning. Du ser det som fanns här {{when}}.',
  'offline.seen.write': 'Det du skriver sparas på den här enheten och skickas när det finns anslutning igen.',
  'offline.neverOpened.title': 'Den här fallbeskrivningen finns inte på den här enheten',
  'offline.neverOpened.text':
    'Det finns ingen anslutning, och du har inte öppnat fallbeskrivningen här förut. Öppna den en gång med anslutning. Sedan kan du läsa den utan, och skriva om du får.',
  'offline.forgetful':
    'Den här webbläsaren sparar inget på den här enheten. Så är det i ett privat fönster, när den är full och när du har sagt att det här är en delad dator.',
  'offline.page.title': 'Ingen anslutning',
  'offline.page.text': 'Den här sidan behöver anslutning. Försök igen när du är uppkopplad.',
  'update.text': 'Det finns en ny version av de här sidorna. Ladda den när det passar dig. Det du har skrivit blir kvar.',
  'update.load': 'Ladda den nya versionen',
  'update.later': 'Senare',
  'save.reason.keepsNothing':
    'den här webbläsaren sparar inget på den här enheten, och det finns ingen anslutning. Låt sidan vara öppen tills det står ”Sparat”.',
}
