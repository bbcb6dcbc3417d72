import { isSectionKey, sectionRoot } from '@samskriv/document'
import type { StudyView } from '@samskriv/protocol/http'
import { type PointerEvent as ReactPointerEvent, useEffect, useRef, useState } from 'react'
import type * as Y from 'yjs'

import { useAnnounce } from '../../shell/announcer.tsx'
import { useSay } from '../../shell/use-say.ts'
import { Icon } from '../../ui/Icon.tsx'
import { sectionId } from '../section/SectionView.tsx'
import { type OpenCopy, useOpenCopy } from '../study-context.ts'
import { moveBlock, type Spot } from './move-block.ts'

/** A block of a section as it is drawn. */
interface Drawn {
  readonly section: string
  readonly index: number
  readonly element: HTMLElement
}

/** Where a block that is dragged would go, and where the line stands that says so. */
interface Target {
  readonly spot: Spot
  readonly line: { readonly left: number; readonly top: number; readonly width: number }
}

/**
 * Takes a block by the margin, to put it elsewhere: for a mouse. The toolbar moves blocks by keyboard, and Alt+Shift with the arrows
 * does, so this is told to nobody who does not see it.
 */
export function DragHandle({ study }: { readonly study: StudyView }) {
  const say = useSay()
  const announce = useAnnounce()
  const copy = useOpenCopy()
  const [over, setOver] = useState<Drawn | null>(null)
  const [target, setTarget] = useState<Target | null>(null)
  const isDragging = useRef(false)
  useEffect(() => {
    const onMove = (event: PointerEvent): void => {
      if (isDragging.current || event.pointerType !== 'mouse') return
      setOver((before) => {
        const found = blockAt(event.clientX + reachPx, event.clientY) ?? blockAt(event.clientX, event.clientY)
        const isSame = before?.element === found?.element && before?.index === found?.index
        return isSame ? before : found
      })
    }
    const onScroll = (): void => {
      if (!isDragging.current) setOver(null)
    }
    window.addEventListener('pointermove', onMove, { passive: true })
    window.addEventListener('scroll', onScroll, { passive: true })
    return () => {
      window.removeEventListener('pointermove', onMove)
      window.removeEventListener('scroll', onScroll)
    }
  }, [])
  if (over === null || !over.element.isConnected) return null
  const begin = (event: ReactPointerEvent<HTMLElement>): void => {
    event.preventDefault()
    event.currentTarget.setPointerCapture(event.pointerId)
    isDragging.current = true
  }
  const drag = ({ clientX, clientY }: ReactPointerEvent): void => {
    if (!isDragging.current) return
    if (clientY < edgePx) window.scrollBy(0, -12)
    else if (clientY > window.innerHeight - edgePx) window.scrollBy(0, 12)
    setTarget(targetAt(copy, clientX, clientY))
  }
  const end = (): void => {
    const block = isDragging.current && target !== null ? blockOf(copy, over) : null
    isDragging.current = false
    setTarget(null)
    setOver(null)
    if (block === null || target === null) return
    const moved = moveBlock(copy.doc, copy.undo, { block, spot: target.spot, caret: { text: block, offset: 0 } })
    const title = study.template.sections.find(({ id }) => id === moved?.section)?.title[study.language]
    if (title !== undefined) announce(say('move.into', { section: title }))
  }
  const cancel = (): void => {
    isDragging.current = false
    setTarget(null)
    setOver(null)
  }
  const { left, top } = over.element.getBoundingClientRect()
  return (
    <div aria-hidden="true">
      <div
        className="drag-handle"
        style={{ translate: `${Math.round(left - handlePx)}px ${Math.round(top)}px` }}
        onPointerDown={begin}
        onPointerMove={drag}
        onPointerUp={end}
        onPointerCancel={cancel}
      >
        <Icon name="handle" />
      </div>
      {target && (
        <div
          className="drop-line"
          style={{ translate: `${target.line.left}px ${target.line.top}px`, inlineSize: `${target.line.width}px` }}
        />
      )}
    </div>
  )
}

const handlePx = 30
/** The handle stands in the margin: from there the block beside it is meant. */
const reachPx = 40
const edgePx = 80

function blockAt(x: number, y: number): Drawn | null {
  const text = document.elementsFromPoint(x, y).find((element) => element.matches('.section-body[data-writable] .ProseMirror'))
  const section = text?.closest('.section')?.id.slice(sectionId('').length)
  if (text === undefined || section === undefined) return null
  const index = [...text.children].findIndex((child) => {
    const { top, bottom } = child.getBoundingClientRect()
    return y >= top && y <= bottom
  })
  const element = text.children[index]
  return element instanceof HTMLElement ? { section, index, element } : null
}

function blockOf({ doc }: OpenCopy, { section, index, element }: Drawn): Y.XmlElement | null {
  if (!isSectionKey(section) || !element.isConnected) return null
  // The same block, wherever others have put it meanwhile.
  const place = [...(element.parentElement?.children ?? [])].indexOf(element)
  const fragment = doc.getXmlFragment(sectionRoot(section))
  const block = fragment.get(place < 0 ? index : place)
  return block !== undefined && 'nodeName' in block ? block : null
}

function targetAt({ doc }: OpenCopy, x: number, y: number): Target | null {
  const at = blockAt(x, y) ?? blockAt(x + reachPx, y)
  if (at === null || !isSectionKey(at.section)) return null
  const { left, top, bottom, width } = at.element.getBoundingClientRect()
  const isAfter = y > (top + bottom) / 2
  const parent = doc.getXmlFragment(sectionRoot(at.section))
  return { spot: { parent, index: at.index + (isAfter ? 1 : 0) }, line: { left, top: Math.round(isAfter ? bottom : top), width } }
}
