import type { NotSavedReason, SaveState, StudySession, Visit } from '@samskriv/sync-client'
import { useEffect, useRef } from 'react'

import { useAnnounce } from '../../shell/announcer.tsx'
import { isForgetful } from '../../offline/forgetful.ts'
import { isSharedComputer } from '../../shell/shared-computer.ts'
import { signInAddress } from '../../shell/signed-out.tsx'
import { type Say, useSay } from '../../shell/use-say.ts'
import { useObserved } from '../use-observed.ts'

/** Whether one's words are safe, in words, always in sight. */
export function SaveStateText({ session }: { readonly session: StudySession }) {
  const { visit } = useObserved(session.state)
  return <p className="save-state">{visit && <State visit={visit} />}</p>
}

function State({ visit }: { readonly visit: Visit }) {
  const say = useSay()
  const announce = useAnnounce()
  const save = useObserved(visit.save)
  const connection = useObserved(visit.connection)
  const isAway = save.state === 'opening' && connection === 'offline'
  const text = isAway ? say('connection.offline.short') : saveText(say, save)
  const isTrouble = save.state === 'on-device' || save.state === 'not-saved'
  const wasTrouble = useRef(false)
  useEffect(() => {
    // “Saving…” and “Saved” after every word would drown everything else a screen reader says.
    if (isTrouble || (wasTrouble.current && save.state === 'saved')) announce(text)
    if (isTrouble || save.state === 'saved') wasTrouble.current = isTrouble
  }, [isTrouble, save.state, text, announce])
  return (
    <>
      <span className="visually-hidden">{say('save.label')}: </span>
      <span className="save-words" data-state={save.state}>
        {/* The bar is always in sight, and the notice with the other link is not. */}
        {isSignedOut(save) ? <a href={signInAddress()}>{text}</a> : text}
      </span>
      {connection === 'offline' && save.state === 'saved' && <span className="soft small"> · {say('connection.offline.short')}</span>}
    </>
  )
}

function isSignedOut(save: SaveState): boolean {
  return save.state === 'not-saved' && save.reason === 'signed-out'
}

function saveText(say: Say, save: SaveState): string {
  switch (save.state) {
    case 'opening':
      return say('connection.connecting')
    case 'saved':
      return say('save.saved')
    case 'saving':
      return say('save.saving')
    case 'on-device':
      return say('save.onDevice')
    case 'not-saved':
      return say('save.notSaved', { reason: reasonText(say, save.reason) })
  }
}

function reasonText(say: Say, reason: NotSavedReason): string {
  switch (reason) {
    case 'server-storage':
      return say('save.reason.storage')
    case 'device-storage':
      if (isSharedComputer()) return say('save.reason.shared')
      return say(isForgetful() ? 'save.reason.keepsNothing' : 'save.reason.device')
    case 'study-full':
      return say('save.reason.full')
    case 'signed-out':
      return say('save.reason.signedOut')
    case 'no-access':
      return say('save.reason.role')
  }
}
