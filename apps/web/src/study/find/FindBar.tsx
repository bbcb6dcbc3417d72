import { isSectionKey } from '@samskriv/document'
import type { StudyView } from '@samskriv/protocol/http'
import { type FormEvent, useCallback, useEffect, useId, useMemo, useRef, useState } from 'react'

import { useAnnounce } from '../../shell/announcer.tsx'
import { useSay } from '../../shell/use-say.ts'
import { giveFocusBack } from '../../ui/give-focus-back.ts'
import { useOpenCopy } from '../study-context.ts'
import { useObserved } from '../use-observed.ts'
import { onFindAsked } from './find-asked.ts'
import type { Wanted } from './found.ts'
import './find.css'
import { replaceAt } from './replace.ts'
import { selectFound } from './select-found.ts'
import { scrollToFound } from './show-found.ts'
import { useFound } from './use-found.ts'

export interface FindBarProps {
  readonly study: StudyView
  /** Whether one may write anywhere now. */
  readonly canWrite: boolean
  readonly onClose: () => void
}

/** Finds words in all sections, also in those that are far from the window, and puts others in their place where one may write. */
export function FindBar({ study, canWrite, onClose }: FindBarProps) {
  const say = useSay()
  const announce = useAnnounce()
  const copy = useOpenCopy()
  const [wanted, setWanted] = useState<Wanted>({ words: '', matchCase: false, wholeWords: false })
  const [by, setBy] = useState('')
  const [at, setAt] = useState(-1)
  const [done, setDone] = useState('')
  const bar = useRef<HTMLElement>(null)
  const field = useRef<HTMLInputElement>(null)
  const before = useRef<Element | null>(null)
  const id = useId()
  const keys = useMemo(() => study.template.sections.map((section) => section.id).filter(isSectionKey), [study.template.sections])
  const found = useFound(copy.doc, keys, wanted, at)
  const isScribing = useObserved(copy.scribing.sitting)?.isPaused === false
  const sectionOf = (key: string) => study.sections.find((section) => section.key === key)
  const titleOf = (key: string): string => study.template.sections.find((section) => section.id === key)?.title[study.language] ?? key
  const isOpen = (key: string): boolean => canWrite && sectionOf(key)?.canWrite === true
  const current = found[Math.min(at, found.length - 1)] ?? null
  const closed = found.filter(({ section }) => !isOpen(section)).length
  const place = current === null ? null : { at: found.indexOf(current) + 1, of: found.length, section: titleOf(current.section) }
  const count = wanted.words.trim() === '' ? '' : found.length === 0 ? say('find.none') : say('find.found', { count: found.length })

  useEffect(() => {
    before.current = document.activeElement
    const focus = (): void => field.current?.select()
    focus()
    return onFindAsked(focus)
  }, [])
  // Not with every letter: only what it comes to is said.
  useEffect(() => {
    if (count === '') return
    const timer = setTimeout(() => announce(count), saidAfterMs)
    return () => clearTimeout(timer)
  }, [count, announce])

  const look = (change: Partial<Wanted>): void => {
    setWanted((known) => ({ ...known, ...change }))
    setAt(-1)
    setDone('')
  }
  const go = (by: 1 | -1): void => {
    if (found.length === 0) return void (count !== '' && announce(count))
    const next = at < 0 ? (by === 1 ? 0 : found.length - 1) : (Math.min(at, found.length - 1) + by + found.length) % found.length
    const target = found[next]
    if (target === undefined) return
    setAt(next)
    setDone('')
    scrollToFound(target)
    announce(say('find.at', { at: next + 1, of: found.length, section: titleOf(target.section) }))
  }
  const replace = (event: FormEvent, all: boolean): void => {
    event.preventDefault()
    if (!all && current === null) return go(1)
    const places = (all ? found : current === null ? [] : [current]).filter(({ section }) => isOpen(section))
    const count = places.length === 0 ? 0 : replaceAt(copy.doc, copy.undo, { places, wanted, by })
    const said = [
      ...(count > 0 ? [say('find.replaced', { count })] : []),
      ...(all && closed > 0 ? [say('find.closed', { count: closed })] : []),
      ...(!all && current !== null && places.length === 0 ? [whyClosed(current.section)] : []),
    ].join(' ')
    setDone(said)
    announce(said)
  }
  const whyClosed = (key: string): string => {
    const held = sectionOf(key)?.held ?? null
    return held !== null && held.participantId !== study.me?.participantId
      ? say('find.heldHere', { name: held.name })
      : say('find.closedHere')
  }
  const close = useCallback((): void => {
    onClose()
    if (current !== null && selectFound(copy.editors.get(current.section), current)) return
    giveFocusBack(before.current, { preventScroll: true })
  }, [onClose, current, copy])
  useEffect(() => {
    const element = bar.current
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') close()
      if (event.key === 'Enter' && event.target === field.current) {
        event.preventDefault()
        go(event.shiftKey ? -1 : 1)
      }
    }
    element?.addEventListener('keydown', onKey)
    return () => element?.removeEventListener('keydown', onKey)
  })
  return (
    <search ref={bar} className="find-bar" aria-labelledby={`${id}-title`}>
      <div className="find-head">
        <h2 id={`${id}-title`}>{say('find.title')}</h2>
        <button type="button" className="text-button" onClick={close}>
          {say('action.close')}
        </button>
      </div>
      <form onSubmit={(event) => replace(event, false)}>
        <div className="field find-what">
          <label htmlFor={`${id}-what`}>{say('find.what')}</label>
          <input
            ref={field}
            id={`${id}-what`}
            value={wanted.words}
            onChange={({ target }) => look({ words: target.value })}
            autoComplete="off"
            spellCheck={false}
            enterKeyHint="search"
          />
        </div>
        <div className="find-how">
          <label className="choice">
            <input type="checkbox" checked={wanted.matchCase} onChange={({ target }) => look({ matchCase: target.checked })} />
            <span>{say('find.matchCase')}</span>
          </label>
          <label className="choice">
            <input type="checkbox" checked={wanted.wholeWords} onChange={({ target }) => look({ wholeWords: target.checked })} />
            <span>{say('find.wholeWords')}</span>
          </label>
        </div>
        <p className="find-count">{place === null ? count : say('find.at', place)}</p>
        <div className="find-actions">
          <button type="button" className="button" data-kind="quiet" onClick={() => go(-1)}>
            {say('find.previous')}
          </button>
          <button type="button" className="button" data-kind="quiet" onClick={() => go(1)}>
            {say('find.next')}
          </button>
        </div>
        {canWrite && (
          <>
            <div className="field">
              <label htmlFor={`${id}-by`}>{say('find.with')}</label>
              <input id={`${id}-by`} value={by} onChange={({ target }) => setBy(target.value)} autoComplete="off" />
            </div>
            <div className="find-actions">
              <button type="submit" className="button" data-kind="quiet" disabled={isScribing}>
                {say('find.replace')}
              </button>
              <button type="button" className="button" data-kind="quiet" disabled={isScribing} onClick={(event) => replace(event, true)}>
                {say('find.replaceAll')}
              </button>
            </div>
            {isScribing && <p className="small soft">{say('find.scribing')}</p>}
            {closed > 0 && done === '' && <p className="small soft">{say('find.closed', { count: closed })}</p>}
            {done !== '' && <p className="small">{done}</p>}
          </>
        )}
      </form>
    </search>
  )
}

const saidAfterMs = 600
