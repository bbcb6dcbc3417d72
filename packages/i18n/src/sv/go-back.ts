import type { Translated } from '../messages.ts'
import type { goBack as en } from '../en/go-back.ts'

export const goBack: Translated<typeof en> = {
  'goBack.intro':
    'Samskriv sparar texten i ett avsnitt som den var, högst var tionde minut medan någon skriver, och innan mycket text försvinner. Du kan gå tillbaka i 90 dagar.',
  'goBack.section': 'Avsnitt',
  'goBack.list': 'Tidigare texter, den nyaste först',
  'goBack.loading': 'Hämtar de tidigare texterna …',
  'goBack.loadingOne': 'Hämtar texten …',
  'goBack.empty': 'Det finns ingen tidigare text i det här avsnittet än. En sparas medan någon skriver här.',
  'goBack.before.edited': 'Innan {{name}} skrev vidare',
  'goBack.before.before-deletion': 'Innan {{name}} tog bort text',
  'goBack.before.before-restore': 'Innan {{name}} gick tillbaka till en tidigare text',
  'goBack.before.before-import': 'Innan {{name}} hämtade in en fil',
  'goBack.more': 'Visa äldre',
  'goBack.all': 'Alla tidigare texter',
  'goBack.asItWas': 'Texten som den var',
  'goBack.choose.hint': 'Vill du bara ha tillbaka några stycken, kryssa för dem. De hamnar sist i avsnittet, och du kan flytta dem.',
  'goBack.choose.none': 'Kryssa först för minst ett stycke.',
  'goBack.block.image': 'En bild',
  'goBack.block.other': 'Ett citat, ett faktum eller en tabell',
  'goBack.kept':
    'Varje ord stannar hos den som sade det. Texten som står där nu sparas som en tidigare text, så du kan gå tillbaka till den också.',
  'goBack.restore': 'Återställ det här avsnittet',
  'goBack.restoreChosen': 'Återställ de valda styckena',
  'goBack.done': '”{{section}}” är som det var {{when}}.',
  'goBack.stays':
    '”{{section}}” är som det var {{when}}, utom de här orden från lokalsamhället. De står kvar tills de som har sagt dem säger ja.',
  'goBack.stays.next':
    'Att du ville tillbaka även där är sparat som ett förslag. Säg varför under ”Föreslagna ändringar”: innan dess kan ingen godta det.',
  'goBack.done.chosen_one': 'Stycket står nu sist i ”{{section}}”.',
  'goBack.done.chosen_other': 'De {{count, number}} styckena står nu sist i ”{{section}}”.',
}
