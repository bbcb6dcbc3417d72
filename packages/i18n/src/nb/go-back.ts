import type { Translated } from '../messages.ts'
import type { goBack as en } from '../en/go-back.ts'

export const goBack: Translated<typeof en> = {
  'goBack.intro':
    'Samskriv tar vare på teksten i en del slik den var, høyst hvert tiende minutt mens noen skriver, og før mye tekst forsvinner. Du kan gå tilbake i 90 dager.',
  'goBack.section': 'Del',
  'goBack.list': 'Tidligere tekster, den nyeste først',
  'goBack.loading': 'Henter de tidligere tekstene …',
  'goBack.loadingOne': 'Henter teksten …',
  'goBack.empty': 'Det finnes ingen tidligere tekst i denne delen ennå. Vi tar vare på en mens noen skriver her.',
  'goBack.before.edited': 'Før {{name}} skrev videre',
  'goBack.before.before-deletion': 'Før {{name}} tok bort tekst',
  'goBack.before.before-restore': 'Før {{name}} gikk tilbake til en tidligere tekst',
  'goBack.before.before-import': 'Før {{name}} hentet inn en fil',
  'goBack.more': 'Vis eldre',
  'goBack.all': 'Alle tidligere tekster',
  'goBack.asItWas': 'Teksten slik den var',
  'goBack.choose.hint': 'Vil du bare ha noen avsnitt tilbake, kryss av for dem. De kommer sist i delen, og du kan flytte dem.',
  'goBack.choose.none': 'Kryss først av for minst ett avsnitt.',
  'goBack.block.image': 'Et bilde',
  'goBack.block.other': 'Et sitat, et faktum eller en tabell',
  'goBack.kept':
    'Hvert ord blir hos den som sa det. Vi tar vare på teksten som står der nå, som en tidligere tekst, så du kan gå tilbake til den også.',
  'goBack.restore': 'Gjenopprett denne delen',
  'goBack.restoreChosen': 'Gjenopprett avsnittene du har valgt',
  'goBack.done': '«{{section}}» er slik den var {{when}}.',
  'goBack.stays':
    '«{{section}}» er slik den var {{when}}, bortsett fra disse ordene fra lokalsamfunnet. De blir stående til de som har sagt dem, sier ja.',
  'goBack.stays.next':
    'At du ville tilbake også der, er tatt vare på som et forslag. Si hvorfor under «Foreslåtte endringer»: Før det kan ingen godta det.',
  'goBack.done.chosen_one': 'Avsnittet står nå sist i «{{section}}».',
  'goBack.done.chosen_other': 'De {{count, number}} avsnittene står nå sist i «{{section}}».',
}
