import type { StudyView } from '@samskriv/protocol/http'
import { Drafts, type StudySession } from '@samskriv/sync-client'
import { Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { createPortal } from 'react-dom'

import { useAnnounce } from '../../shell/announcer.tsx'
import { deviceStorage } from '../../shell/shared-computer.ts'
import { useSay } from '../../shell/use-say.ts'
import { giveFocusBack } from '../../ui/give-focus-back.ts'
import { closeThen, PlainDialog } from '../../ui/PlainDialog.tsx'
import { useIsWide } from '../../ui/use-is-wide.ts'
import { sectionId } from '../section/SectionView.tsx'
import type { OpenCopy } from '../study-context.ts'
import { threadInAddress } from './address-of-thread.ts'
import { SuggestedWordsPlace } from '../suggestions/SuggestedWordsPlace.tsx'
import { lazyPart } from '../../ui/lazy-part.tsx'
import { onThreadsAsked } from './comment-asked.ts'
import { Composer } from './Composer.tsx'
import { type CommentTarget, DeskContext, type OpenedThread, type ThreadsDesk, useDesk } from './desk.ts'
import { inOrderOfText, stepFrom } from './in-order.ts'
import { topInWindow, topOfReader, wordsOnPage } from './places-on-page.ts'
import { SectionButtons } from './SectionButtons.tsx'
import { SelectionButton } from './SelectionButton.tsx'
import { type PanelView, SidePanel } from './SidePanel.tsx'
import { StudyFront } from './StudyFront.tsx'
import { ThreadList } from './ThreadList.tsx'
import { pendingAnchor } from './thread-marks.ts'
import { ToolbarButton } from './ToolbarButton.tsx'
import { ThreadsNews } from './ThreadsNews.tsx'
import './commented-words.css'
import './side-panel.css'
import './thread-card.css'
import './composer.css'
import './thread-list.css'
import './ways-to-comment.css'
import { useAnchors } from './use-anchors.ts'
import { useChangedPassages } from './use-changed-passages.ts'
import { useDetachedNews } from './use-detached-news.ts'
import { useKnownThreads } from './use-known-threads.ts'
import { useNearSections } from './use-near-sections.ts'
import { useThreadKeys } from './use-thread-keys.ts'
import { useThreadMarks } from './use-thread-marks.ts'
import { selectedWords, whereToComment } from './where-to-comment.ts'

const CommentPastes = lazyPart(
  async () => import('./CommentPastes.tsx').then(({ CommentPastes: Part }) => Part),
  () => null,
)

export interface ThreadsProps {
  readonly study: StudyView
  readonly person: string
  readonly session: StudySession
  readonly copy: OpenCopy
  /** Whether one may write anywhere now. */
  readonly canWrite: boolean
}

/** What is said about a study, on its page: beside the words where there is room, else in a sheet. */
export function Threads(props: ThreadsProps) {
  const { study, person, session, copy, canWrite } = props
  const say = useSay()
  const announce = useAnnounce()
  const isWide = useIsWide()
  const keys = useMemo(() => study.template.sections.map(({ id }) => id), [study.template.sections])
  const near = useNearSections(keys)
  const known = useKnownThreads(study.id, near)
  const anchors = useAnchors(session, copy, study.id)
  const drafts = useMemo(
    () => new Drafts({ origin: window.location.origin, person, study: study.id, storage: deviceStorage() }),
    [person, study.id],
  )
  const [opened, setOpened] = useState<OpenedThread | null>(null)
  const [composing, setComposing] = useState<CommentTarget | null>(null)
  const [chosenView, setView] = useState<PanelView | null>(null)
  const [section, setSection] = useState<string | null>(null)
  const [isHidden, setIsHidden] = useState(false)
  const [isSheetOpen, setIsSheetOpen] = useState(false)
  const returnTo = useRef<HTMLElement | null>(null)

  const mayOpen = study.me?.role === 'steward' && !study.example && !study.practice && !study.archived
  const hasAny = (known.counts?.all ?? 0) > 0
  const isThere = known.counts !== undefined && (study.commentsOpen || hasAny || mayOpen)
  const view: PanelView = chosenView ?? (study.commentsOpen || hasAny ? 'beside' : 'people')

  const beside = useRef(known.beside)
  useEffect(() => {
    beside.current = known.beside
  }, [known.beside])
  const open = useCallback<ThreadsDesk['open']>(
    (thread, { takesFocus = true, from } = {}) => {
      noteWhereFrom(returnTo, from)
      // Every card has this: what comes beside the text is no reason to draw them all anew.
      const isBeside = !isHidden && beside.current.some(({ id }) => id === thread)
      if (isWide) setView((before) => (isBeside && before !== 'list' ? 'beside' : 'list'))
      else setIsSheetOpen(true)
      setOpened((before) => ({ thread, takesFocus, turn: (before?.turn ?? 0) + 1 }))
    },
    [isWide, isHidden],
  )
  const close = useCallback<ThreadsDesk['close']>(
    ({ stays = false } = {}) => {
      if (stays) returnTo.current = null
      closeThen(
        () => setOpened(null),
        () => goBack(returnTo, copy),
      )
    },
    [copy],
  )
  const compose = useCallback((target: CommentTarget) => {
    noteWhereFrom(returnTo)
    setView('beside')
    setComposing(target)
  }, [])
  const stopComposing = useCallback(() => {
    closeThen(
      () => setComposing(null),
      () => goBack(returnTo, copy),
    )
  }, [copy])
  const desk = useMemo<ThreadsDesk>(
    () => ({ study, drafts, opened, composing, open, close, compose, stopComposing }),
    [study, drafts, opened, composing, open, close, compose, stopComposing],
  )

  const canComment = study.me?.canComment === true
  const where = useMemo(() => ({ copy, epoch: study.epoch }), [copy, study.epoch])
  const commentHere = useCallback(() => {
    if (canComment) compose(whereToComment(where))
  }, [canComment, compose, where])
  const showAll = useCallback(
    (ofSection: string | null) => {
      setSection(ofSection)
      if (isWide) setView('list')
      else setIsSheetOpen(true)
    },
    [isWide],
  )
  const step = useCallback(
    (by: 1 | -1) => {
      const here = topOfReader()
      const inOrder = inOrderOfText(known.beside, keys, (thread) => wordsOnPage(thread)?.getBoundingClientRect().top ?? null)
      const next = stepFrom(inOrder, opened?.thread ?? null, by, (one) => topInWindow(one.id, one.section) >= here)
      if (next === undefined) return
      scrollToThread(next)
      open(next.id)
    },
    [known.beside, keys, opened, open],
  )
  const canSuggest = study.me?.canSuggest === true
  const suggestHere = useCallback(() => {
    if (!canSuggest) return
    import('../suggestions/where-to-suggest.ts').then(
      ({ whereToSuggest }) => {
        const target = whereToSuggest(where)
        if (target === null) announce(say('suggestion.where'))
        else compose(target)
      },
      () => announce(say('suggestion.offline')),
    )
  }, [canSuggest, compose, where, announce, say])
  const next = useCallback(() => step(1), [step])
  const previous = useCallback(() => step(-1), [step])
  useThreadKeys({ comment: commentHere, next, previous, suggest: suggestHere })
  useEffect(() => onThreadsAsked('comment', commentHere), [commentHere])
  useEffect(() => onThreadsAsked('threads', () => showAll(null)), [showAll])
  useClicksOnWords(open, isWide)
  useAddressOfThread(known.newest !== undefined, open)
  useDetachedNews(study.id, anchors, known.beside)
  const changed = useChangedPassages(study.id, opened?.thread ?? null)
  const marks = useThreadMarks(copy, anchors, { threads: known.beside, opened: opened?.thread ?? null, changed, composing, near, isHidden })
  const onMoved = useCallback((listener: () => void) => anchors?.subscribe(listener) ?? ((): void => {}), [anchors])

  return (
    <DeskContext value={desk}>
      <StudyFront study={study.id} isMine={study.me !== null} />
      {anchors && marks && <SuggestedWordsPlace study={study} copy={copy} anchors={anchors} marks={marks} />}
      <ThreadsNews study={study} newest={known.newest} opened={opened?.thread ?? null} />
      {isThere && isWide && (
        <SidePanel
          known={known}
          near={near}
          onMoved={onMoved}
          view={view}
          onView={setView}
          isHidden={isHidden}
          onHidden={setIsHidden}
          section={section}
          onAllSections={() => setSection(null)}
        />
      )}
      {isThere && !isWide && <BarButton count={known.counts?.open ?? 0} onPress={() => showAll(null)} />}
      {isThere && <SectionButtons study={study} threads={known.beside} onList={showAll} />}
      {canSuggest && canWrite && <ToolbarButton onComment={canComment ? commentHere : undefined} onSuggest={suggestHere} />}
      {canSuggest && composing === null && (
        <SelectionButton
          selected={() => selectedWords(where)}
          onComment={canComment ? compose : undefined}
          onSuggest={(target) => compose({ ...target, suggests: { place: 'instead' } })}
        />
      )}
      {canWrite && (
        <Suspense fallback={null}>
          <CommentPastes />
        </Suspense>
      )}
      {!isWide && isSheetOpen && composing === null && (
        <ThreadsSheet section={section} onAllSections={() => setSection(null)} onClose={() => setIsSheetOpen(false)} />
      )}
      {(!isWide || !isThere) && composing !== null && <ComposerSheet target={composing} isWide={isWide} />}
    </DeskContext>
  )
}

interface ThreadsSheetProps {
  readonly section: string | null
  readonly onAllSections: () => void
  readonly onClose: () => void
}

function ThreadsSheet({ section, onAllSections, onClose }: ThreadsSheetProps) {
  const say = useSay()
  return (
    <PlainDialog title={say('threads.title')} sheet="tall" onClose={onClose}>
      <ThreadList section={section} onAllSections={onAllSections} />
    </PlainDialog>
  )
}

/** On a wide screen where there is no panel it lies over the page. */
function ComposerSheet({ target, isWide }: { readonly target: CommentTarget; readonly isWide: boolean }) {
  const say = useSay()
  const { stopComposing } = useDesk()
  return (
    <PlainDialog
      title={say(target.suggests === undefined ? 'threads.compose' : 'suggestion.instead')}
      sheet={isWide ? undefined : 'tall'}
      onClose={stopComposing}
    >
      <Composer target={target} isBare />
    </PlainDialog>
  )
}

/** In the bar of a small screen: how many are open, and the way to all. */
function BarButton({ count, onPress }: { readonly count: number; readonly onPress: () => void }) {
  const say = useSay()
  const bar = document.querySelector('.study-bar-end')
  if (bar === null) return null
  return createPortal(
    <button
      type="button"
      className="bar-button threads-button"
      aria-haspopup="dialog"
      aria-label={`${say('threads.title')}: ${say('threads.count', { count })}`}
      onClick={onPress}
    >
      <span className="threads-sign" aria-hidden="true">
        {count}
      </span>
    </button>,
    bar,
  )
}

/** Whoever clicks on commented words sees what was said; in an editor the caret goes there as well, and stays. */
function useClicksOnWords(open: ThreadsDesk['open'], isWide: boolean): void {
  useEffect(() => {
    const onClick = ({ target }: MouseEvent): void => {
      const words = target instanceof Element ? target.closest<HTMLElement>('.study-text [data-thread]') : null
      const thread = words?.dataset['thread']
      if (words === null || thread === undefined || thread === pendingAnchor) return
      const isEdited = words.closest('.ProseMirror') !== null
      // Over a text that is edited on a small screen nothing may come: there the list is one press away.
      if (document.getSelection()?.isCollapsed === false || (isEdited && !isWide)) return
      open(thread, { takesFocus: !isEdited && !isWide })
    }
    document.addEventListener('click', onClick)
    return () => document.removeEventListener('click', onClick)
  }, [open, isWide])
}

/** Opens the thread that the address of the page names, once there is something to open. */
function useAddressOfThread(isReady: boolean, open: ThreadsDesk['open']): void {
  const opening = useRef(open)
  useEffect(() => {
    opening.current = open
  }, [open])
  useEffect(() => {
    if (!isReady) return
    const look = (): void => {
      const thread = threadInAddress(window.location)
      if (thread !== null) opening.current(thread)
    }
    look()
    window.addEventListener('hashchange', look)
    return () => window.removeEventListener('hashchange', look)
  }, [isReady])
}

function scrollToThread({ id, section }: { readonly id: string; readonly section: string | null }): void {
  const title = section === null ? document.querySelector('.study-text h1') : document.getElementById(sectionId(section))
  const place = wordsOnPage(id)
  if (place === null) title?.scrollIntoView({ block: 'start' })
  else place.scrollIntoView({ block: 'center' })
}

/** From one thread to the next: what the first was opened from stays the way back. */
function noteWhereFrom(returnTo: { current: HTMLElement | null }, from: HTMLElement | null = null): void {
  const { activeElement } = document
  const isIn = activeElement === document.body || activeElement?.matches('[data-thread-card] *, .composer *') === true
  if (from !== null) returnTo.current = from
  else if (!isIn && activeElement instanceof HTMLElement) returnTo.current = activeElement
}

/** The focus goes back to what was left: the caret to its place in the text. */
function goBack(from: { current: HTMLElement | null }, copy: OpenCopy): void {
  const element = from.current
  from.current = null
  const isBack = giveFocusBack(element, { preventScroll: true })
  // The section has another editor by now.
  if (!isBack && element?.classList.contains('ProseMirror') === true) copy.active.get()?.editor.view.focus()
}
