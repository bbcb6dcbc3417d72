import { forgetForm, keepForm, keptForm, type KeptForm } from './kept-form.ts'
import { untilReachable } from './until-reachable.ts'

/*
 * The one program of the pages on which somebody has their say. They work without it; with it, what was typed survives a page that is
 * closed, goes on when there is a connection again, and is removed from the device once it is sent. All it says the server has put there,
 * in the language of the page.
 */

type Says = Readonly<Record<'here' | 'shared' | 'again' | 'maybe' | 'empty' | 'waits' | 'waitsHere' | 'goesOn' | 'left', string>>

/** So few characters are left that it is worth saying. */
const fewLeft = 500

function runForm(form: HTMLFormElement): void {
  const { key = '', keep = 'no', says: said = '{}', step = '' } = form.dataset
  // Written into the page by our own server.
  const says = JSON.parse(said) as Says
  const status = form.querySelector<HTMLElement>('[data-say="status"]')
  const besideWords = form.querySelector<HTMLElement>('[data-say="kept"]')
  const words = form.querySelector<HTMLTextAreaElement>('textarea[name="words"]')
  let isKept = false
  let isGoing = false
  let isWaiting = false

  const say = (text: string): void => {
    if (status === null) return
    status.textContent = text
    status.hidden = false
  }
  const store = (tried = false): void => {
    if (keep !== 'yes') return
    const { words: typed, kind, audience, token } = valuesOf(form)
    if (typed.trim() === '') {
      isKept = false
      return forgetForm(key)
    }
    isKept = keepForm(key, { words: typed, kind, audience, token, tried, at: Date.now() })
  }

  if (words !== null) {
    const before = keep === 'yes' ? keptForm(key) : null
    if (before !== null && words.value === '') {
      putBack(form, words, before)
      const empty = (): void => {
        words.value = ''
        forgetForm(key)
        if (besideWords !== null) besideWords.hidden = true
        words.focus()
      }
      sayBeside(besideWords, before.tried ? says.maybe : says.again, emptyButton(says.empty, empty))
    } else sayBeside(besideWords, keep === 'yes' ? says.here : says.shared)
    words.addEventListener('input', () => {
      store()
      sayLeft(form, words, says.left)
    })
    form.addEventListener('change', () => store())
    sayLeft(form, words, says.left)
  }
  store()

  form.addEventListener('submit', (event) => {
    if (isGoing) return
    event.preventDefault()
    if (isWaiting) return
    isWaiting = true
    const { submitter } = event
    const isSending = submitter instanceof HTMLButtonElement && submitter.value === 'send'
    store()
    void untilReachable(() => say(isKept ? says.waits : says.waitsHere)).then(() => {
      if (status?.textContent === says.waits || status?.textContent === says.waitsHere) say(says.goesOn)
      if (isSending) store(true)
      isGoing = true
      form.requestSubmit(submitter)
    })
  })
  // Come back to, it begins anew.
  window.addEventListener('pageshow', () => {
    isGoing = false
    isWaiting = false
  })
  if (keep !== 'yes' && step === 'write')
    window.addEventListener('beforeunload', (event) => {
      if (!isGoing && words !== null && words.value !== '') event.preventDefault()
    })
}

function valuesOf(form: HTMLFormElement): Pick<KeptForm, 'words' | 'kind' | 'audience' | 'token'> {
  const data = new FormData(form)
  const text = (name: string): string => {
    const value = data.get(name)
    return typeof value === 'string' ? value : ''
  }
  return { words: text('words'), kind: text('kind'), audience: text('audience'), token: text('token') }
}

function putBack(form: HTMLFormElement, words: HTMLTextAreaElement, kept: KeptForm): void {
  words.value = kept.words
  for (const name of ['kind', 'audience'] as const)
    for (const radio of form.querySelectorAll<HTMLInputElement>(`input[type="radio"][name="${name}"]`))
      radio.checked = radio.value === kept[name]
  // The same form: should it have arrived, it is there once.
  const token = form.querySelector<HTMLInputElement>('input[name="token"]')
  if (token !== null) token.value = kept.token
}

/** What becomes of what is typed; with a button it is more than a hint. */
function sayBeside(place: HTMLElement | null, text: string, button?: HTMLButtonElement): void {
  if (place === null) return
  place.textContent = text
  if (button !== undefined) {
    place.append(' ', button)
    place.className = 'notice say-kept'
  }
  place.hidden = false
}

function emptyButton(text: string, empty: () => void): HTMLButtonElement {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'text-button'
  button.textContent = text
  button.addEventListener('click', empty)
  return button
}

function sayLeft(form: HTMLFormElement, words: HTMLTextAreaElement, text: string): void {
  const place = form.querySelector('[data-say="left"]')
  const left = Number(words.dataset['longest']) - Array.from(words.value).length
  if (place !== null) place.textContent = left < fewLeft ? text.replace('#', String(left)) : ''
}

/** The page after sending: nothing of it stays on the device; and the link can be copied. */
function runSent(sent: HTMLElement): void {
  forgetForm(sent.dataset['key'] ?? '')
}

function runCopy(button: HTMLButtonElement): void {
  const link = document.querySelector<HTMLAnchorElement>('[data-say="link"]')
  const status = document.querySelector('[data-say="status"]')
  if (link === null) return
  button.hidden = false
  button.addEventListener('click', () => {
    const say = (text = ''): void => {
      if (status !== null) status.textContent = text
    }
    navigator.clipboard.writeText(link.href).then(
      () => say(button.dataset['done']),
      () => say(button.dataset['failed']),
    )
  })
}

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-say="form"]')) runForm(form)
for (const sent of document.querySelectorAll<HTMLElement>('[data-say="sent"]')) runSent(sent)
for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-say="copy"]')) runCopy(button)
