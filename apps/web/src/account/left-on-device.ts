import { eraseDevice, eraseSent, type UnsentText } from '@samskriv/sync-client'

import { forgetForms, keptWords } from '../have-your-say/kept-form.ts'
import { forgetPersonOnDevice } from '../offline/device-answers.ts'
import { thisDevice } from '../shell/this-device.ts'

/*
 * The one program of the page that says that somebody has signed out. By the server's own form they have been asked nothing before:
 * case studies go from this device, and words that only it has stay, until their author has taken them along or wants them gone.
 */

async function leave(place: HTMLElement, person: string): Promise<void> {
  const device = thisDevice(person)
  await forgetPersonOnDevice()
  const left = [...(await eraseSent(device)), ...keptWords().map((text) => ({ text }))]
  if (left.length === 0) return say(place, 'cleared')
  const words = place.querySelector('textarea')
  const kept = document.getElementById('left-words')
  const download = place.querySelector('a')
  if (words === null || kept === null || download === null) return
  words.value = textOf(left)
  download.href = `data:text/plain;charset=utf-8,${encodeURIComponent(words.value)}`
  kept.hidden = false
  onPress(place, 'copy', async () => {
    await navigator.clipboard.writeText(words.value)
    say(place, 'copied')
  })
  onPress(place, 'remove', async () => {
    await eraseDevice(device)
    forgetForms()
    kept.hidden = true
    say(place, 'cleared')
  })
}

function onPress(place: HTMLElement, what: 'copy' | 'remove', act: () => Promise<void>): void {
  place.querySelector(`button[value="${what}"]`)?.addEventListener('click', () => void act())
}

/** In words that the server has put there, in the language of the page. */
function say(place: HTMLElement, what: 'cleared' | 'copied'): void {
  const status = place.querySelector('[role="status"]')
  if (status !== null) status.textContent = place.dataset[what] ?? ''
}

function textOf(words: readonly Pick<UnsentText, 'text'>[]): string {
  return words.map(({ text }) => text).join('\n\n')
}

const place = document.getElementById('left-on-device')
const person = place?.dataset['person']
if (place && person !== undefined) void leave(place, person)
