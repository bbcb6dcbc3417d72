import type { threads as english } from '../en/threads.ts'
import type { Translated } from '../messages.ts'

export const threads: Translated<typeof english> = {
  'say.about.section': 'Si hva du mener om denne delen',
  'said.title': 'Hva skjedde med det jeg sa',
  'said.left':
    'Du er ikke lenger med i denne casebeskrivelsen. Her ser du bare det du selv har sagt, og svarene på det. Du kan fortsatt trekke det tilbake, ta det ut av teksten eller la mindre bli gjort med det.',
  'said.suspended':
    'En ansvarlig har satt deg på pause i denne casebeskrivelsen. Her ser du bare det du selv har sagt, og svarene på det. Du kan fortsatt trekke det tilbake, ta det ut av teksten eller la mindre bli gjort med det.',
  'thread.kind.comment': 'Kommentar',
  'thread.kind.question': 'Spørsmål',
  'thread.kind.concern': 'Bekymring',
  'thread.kind.thanks': 'Takk',
  'thread.audience.everyone': 'Alle her',
  'thread.audience.organisers': 'Bare de ansvarlige',
  'thread.state.open': 'Venter på svar',
  'thread.state.acknowledged': 'Sett, svar kommer',
  'thread.state.answered': 'Besvart',
  'thread.state.accepted': 'Den som spurte, er fornøyd',
  'thread.state.disputed': 'Den som spurte, er ikke enig',
  'thread.state.withdrawn': 'Trukket av den som spurte',
  'outcome.done': 'Gjort',
  'outcome.partly_done': 'Delvis gjort',
  'outcome.planned': 'Skal gjøres',
  'outcome.already_in_place': 'Finnes fra før',
  'outcome.not_done': 'Blir ikke gjort',
  'outcome.not_ours': 'Ikke vår beslutning, sendt videre',
  'outcome.needs_discussion': 'Må diskuteres sammen',
  'outcome.text_changed': 'Teksten er endret',

  // What leads to comments, in parts of the app that come before them.
  'threads.title': 'Kommentarer',
  'threads.begin.words': 'Kommenter disse ordene',
  'threads.next': 'Neste kommentar',
  'threads.previous': 'Kommentaren før',
  'threads.switch.open': 'Åpne for kommentarer',
  'threads.switch.open.hint': 'Spørsmål og bekymringer fra lokalsamfunnet må da besvares innen 14 dager.',
  'threads.switch.close': 'Steng for nye kommentarer',
  'threads.switch.close.hint': 'Kommentarer er åpne. Hvis du stenger, blir det som er sagt, stående, og kan fortsatt besvares.',
  'threads.opened': 'Kommentarer er åpne nå.',
  'threads.closed': 'Kommentarer er stengt nå.',
}
