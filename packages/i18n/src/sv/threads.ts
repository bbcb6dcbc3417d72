import type { threads as english } from '../en/threads.ts'
import type { Translated } from '../messages.ts'

export const threads: Translated<typeof english> = {
  'say.about.section': 'Säg vad du tycker om den här delen',
  'said.title': 'Vad hände med det jag sa',
  'said.left':
    'Du är inte längre med i fallbeskrivningen. Här ser du bara det du själv har sagt, och svaren på det. Du kan fortfarande ta tillbaka det, ta ut det ur texten eller låta mindre göras med det.',
  'said.suspended':
    'En ansvarig har pausat din medverkan i fallbeskrivningen. Här ser du bara det du själv har sagt, och svaren på det. Du kan fortfarande ta tillbaka det, ta ut det ur texten eller låta mindre göras med det.',
  'thread.kind.comment': 'Kommentar',
  'thread.kind.question': 'Fråga',
  'thread.kind.concern': 'Oro',
  'thread.kind.thanks': 'Tack',
  'thread.audience.everyone': 'Alla här',
  'thread.audience.organisers': 'Bara de ansvariga',
  'thread.state.open': 'Väntar på svar',
  'thread.state.acknowledged': 'Sedd, svar kommer',
  'thread.state.answered': 'Besvarad',
  'thread.state.accepted': 'Den som frågade är nöjd',
  'thread.state.disputed': 'Den som frågade håller inte med',
  'thread.state.withdrawn': 'Återtagen av den som frågade',
  'outcome.done': 'Gjort',
  'outcome.partly_done': 'Delvis gjort',
  'outcome.planned': 'Ska göras',
  'outcome.already_in_place': 'Finns redan',
  'outcome.not_done': 'Görs inte',
  'outcome.not_ours': 'Inte vårt beslut, skickat vidare',
  'outcome.needs_discussion': 'Behöver diskuteras tillsammans',
  'outcome.text_changed': 'Texten har ändrats',

  // What leads to comments, in parts of the app that come before them.
  'threads.title': 'Kommentarer',
  'threads.begin.words': 'Kommentera de här orden',
  'threads.next': 'Nästa kommentar',
  'threads.previous': 'Kommentaren före',
  'threads.switch.open': 'Öppna för kommentarer',
  'threads.switch.open.hint': 'Frågor och oro från lokalsamhället måste då besvaras inom 14 dagar.',
  'threads.switch.close': 'Stäng för nya kommentarer',
  'threads.switch.close.hint': 'Kommentarer är öppna. Om du stänger står det som är sagt kvar och kan fortfarande besvaras.',
  'threads.opened': 'Kommentarer är öppna nu.',
  'threads.closed': 'Kommentarer är stängda nu.',
}
