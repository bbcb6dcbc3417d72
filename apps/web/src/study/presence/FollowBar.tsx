import type { StudyView } from '@samskriv/protocol/http'
import { useEffect, useState } from 'react'

import { useAnnounce } from '../../shell/announcer.tsx'
import { useSay } from '../../shell/use-say.ts'
import { presenceName } from '../editor/presence-name.ts'
import { readPresence } from '../editor/presence.ts'
import { type OpenCopy, useOpenCopy } from '../study-context.ts'
import { useObserved } from '../use-observed.ts'
import { usePresences } from '../use-presences.ts'
import './follow-bar.css'
import { blockOfCaret } from './place-of-caret.ts'

/** Whom one follows, and the way out: this button, Escape, or writing oneself (CTAUR 4). */
export function FollowBar({ study }: { readonly study: StudyView }) {
  const copy = useOpenCopy()
  const followed = useObserved(copy.following)
  return followed === null ? null : <Followed key={followed} participant={followed} study={study} />
}

function Followed({ participant, study }: { readonly participant: string; readonly study: StudyView }) {
  const say = useSay()
  const announce = useAnnounce()
  const copy = useOpenCopy()
  const person = usePresences(copy.awareness).find((one) => one.participant === participant)
  // Said once more when they are gone.
  const [lastName, setLastName] = useState('')
  const name = person === undefined ? lastName : presenceName(say, person)
  if (name !== lastName) setLastName(name)
  const section = study.template.sections.find(({ id }) => id === person?.section)?.title[study.language]
  const isGone = person === undefined

  useEffect(() => announce(say('follow.started', { name })), [announce, say, name])
  useEffect(() => {
    if (section !== undefined) announce(say('follow.in', { name, section }))
  }, [announce, say, name, section])
  useEffect(() => {
    if (!isGone) return
    copy.following.set(null)
    announce(say('follow.gone', { name }))
  }, [isGone, copy, announce, say, name])
  useEffect(
    () =>
      endsByHand(() => {
        copy.following.set(null)
        announce(say('follow.ended', { name }))
      }),
    [copy, announce, say, name],
  )
  useEffect(() => keepInSight(copy, participant), [copy, participant])
  return (
    <div className="follow-bar">
      <p>{section === undefined ? say('follow.now', { name }) : say('follow.nowIn', { name, section })}</p>
      <button
        type="button"
        className="button"
        data-kind="quiet"
        onClick={() => {
          copy.following.set(null)
          announce(say('follow.ended', { name }))
        }}
      >
        {say('follow.stop')}
      </button>
    </div>
  )
}

/** Escape and writing end it; an Escape that something open on the page waits for is its own. */
function endsByHand(end: () => void): () => void {
  const onKey = (event: KeyboardEvent): void => {
    const isOthers = event.target instanceof Element && event.target.closest('dialog, [role="dialog"], [role="menu"]') !== null
    if (event.key !== 'Escape' || isOthers) return
    // Of an Escape in the text nothing else comes: one stays where one is.
    event.preventDefault()
    event.stopPropagation()
    end()
  }
  const onInput = (event: Event): void => {
    if (event.target instanceof Element && event.target.closest('.section-body') !== null) end()
  }
  window.addEventListener('keydown', onKey, { capture: true })
  window.addEventListener('beforeinput', onInput, { capture: true })
  return () => {
    window.removeEventListener('keydown', onKey, { capture: true })
    window.removeEventListener('beforeinput', onInput, { capture: true })
  }
}

/** Scrolls along with somebody's caret. The focus stays where it is. */
function keepInSight({ doc, awareness }: OpenCopy, participant: string): () => void {
  let last: string | null = null
  const look = (): void => {
    for (const [client, state] of awareness.getStates()) {
      const presence = client === awareness.clientID ? null : readPresence(client, state)
      if (presence?.participant !== participant || presence.section === null) continue
      const place = JSON.stringify([presence.section, presence.cursor?.head])
      if (place === last || (presence.cursor === null && last !== null)) return
      last = place
      scrollTo(blockOfCaret(doc, presence))
      return
    }
  }
  look()
  awareness.on('change', look)
  return () => awareness.off('change', look)
}

function scrollTo(block: HTMLElement | null): void {
  if (block === null) return
  const { top, bottom } = block.getBoundingClientRect()
  const isInSight = top >= window.innerHeight * 0.15 && bottom <= window.innerHeight * 0.85
  if (!isInSight) block.scrollIntoView({ block: block.clientHeight > window.innerHeight * 0.6 ? 'start' : 'center' })
}
