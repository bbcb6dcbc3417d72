import type { Translated } from '../messages.ts'
import type { softening as en } from '../en/softening.ts'

export const softening: Translated<typeof en> = {
  'softening.title': 'Ord som ble tatt bort',
  'softening.yours_one': '{{who}} tok bort {{count, number}} ord som du skrev i et avsnitt i «{{section}}», {{when}}.',
  'softening.yours_other': '{{who}} tok bort {{count, number}} ord som du skrev i et avsnitt i «{{section}}», {{when}}.',
  'softening.theirs_one': '{{who}} tok bort {{count, number}} ord fra {{author}} i et avsnitt i «{{section}}», {{when}}.',
  'softening.theirs_other': '{{who}} tok bort {{count, number}} ord fra {{author}} i et avsnitt i «{{section}}», {{when}}.',
  'softening.byYou_one':
    '{{author}} vil snakke om et avsnitt i «{{section}}», der du tok bort {{count, number}} av ordene deres, {{when}}.',
  'softening.byYou_other':
    '{{author}} vil snakke om et avsnitt i «{{section}}», der du tok bort {{count, number}} av ordene deres, {{when}}.',
  'softening.see': 'Se hva som ble endret',
  'softening.less': 'Vis mindre',
  'softening.was': 'Slik var det',
  'softening.was.hint': 'Ordene som er strøket over, ble tatt bort.',
  'softening.gone': 'tatt bort',
  'softening.now': 'Slik er det nå',
  'softening.now.none': 'Avsnittet står ikke lenger i teksten.',
  'softening.restore': 'Gjenopprett',
  'softening.restore.hint':
    'Gjenopprett henter avsnittet tilbake. Hvert ord blir hos den som sa det, og vi tar vare på teksten som står der nå, som en tidligere tekst.',
  'softening.restore.closed': 'Du kan ikke skrive i denne delen nå. En ansvarlig kan hente avsnittet tilbake.',
  'softening.restored': 'Avsnittet er tilbake i «{{section}}».',
  'softening.isBack': 'Avsnittet er hentet tilbake.',
  'softening.fine': 'Det er greit',
  'softening.settled': 'Takk. Det er notert.',
  'softening.talk': 'Snakk om det',
  'softening.messages': 'Dette har dere sagt til hverandre',
  'softening.message': 'Meldingen din til {{name}}',
  'softening.message.hint': 'Du, {{name}} og de som er ansvarlige for denne casebeskrivelsen, kan lese den. Ingen andre kan det.',
  'softening.message.empty': 'Skriv meldingen din først.',
  'softening.message.tooLong': 'Meldingen din er for lang. Gjør den kortere enn 5 000 tegn.',
  'softening.send': 'Send',
  'softening.sent': 'Meldingen din er sendt.',
  'softening.written': '{{who}} har skrevet til deg om et avsnitt i «{{section}}».',
}
