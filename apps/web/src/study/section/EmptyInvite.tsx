import { sectionRoot } from '@samskriv/document'
import type { SectionKey } from '@samskriv/domain'
import { type ComponentType, useContext, useEffect, useRef, useState } from 'react'
import { XmlElement, type XmlFragment, XmlText } from 'yjs'

import { useLanguage, useSay } from '../../shell/use-say.ts'
import { NotLoadedDialog } from '../bar/NotLoadedDialog.tsx'
import type { StudyDialogProps } from '../bar/study-dialog.ts'
import { StudyContext, useOpenCopy } from '../study-context.ts'

interface EmptyInviteProps {
  readonly section: SectionKey
  /** For those who go through the buttons of a page without its text. */
  readonly title: string
  /** Where the text stands that is invited to. */
  readonly onWrite: () => void
}

const loadScribing = async () => import('../scribing/ScribingDialog.tsx').then(({ ScribingDialog }) => ScribingDialog)

/** Invites into a section that has no words: to write, or to write down what somebody else says. */
export function EmptyInvite({ section, title, onWrite }: EmptyInviteProps) {
  const say = useSay()
  const language = useLanguage()
  const study = useContext(StudyContext)
  const isEmpty = useIsEmpty(section)
  const trigger = useRef<HTMLButtonElement>(null)
  const [Dialog, setDialog] = useState<ComponentType<StudyDialogProps> | null>(null)
  if (!isEmpty && Dialog === null) return null
  const mayScribe = study?.me?.sectorConfirmed === true && study.me.role !== 'contributor' && !study.example
  return (
    <p className="empty-invite" lang={language}>
      <button type="button" className="text-button" aria-label={`${say('section.empty.start')}: ${title}`} onClick={onWrite}>
        {say('section.empty.start')}
      </button>
      {mayScribe && (
        <button
          ref={trigger}
          type="button"
          className="text-button"
          aria-label={`${say('scribing.title')}: ${title}`}
          aria-haspopup="dialog"
          onClick={() =>
            void loadScribing()
              .catch(() => NotLoadedDialog)
              .then((Loaded) => setDialog(() => Loaded))
          }
        >
          {say('scribing.title')}
        </button>
      )}
      {Dialog && study && <Dialog study={study} onClose={() => setDialog(null)} returnTo={trigger} />}
    </p>
  )
}

function useIsEmpty(section: SectionKey): boolean {
  const { doc } = useOpenCopy()
  const [isEmpty, setIsEmpty] = useState(() => !holdsAnything(doc.getXmlFragment(sectionRoot(section))))
  useEffect(() => {
    const fragment = doc.getXmlFragment(sectionRoot(section))
    const look = (): void => setIsEmpty(!holdsAnything(fragment))
    look()
    fragment.observeDeep(look)
    return () => fragment.unobserveDeep(look)
  }, [doc, section])
  return isEmpty
}

/** Words, or anything beside paragraphs: found soon where there is much. */
function holdsAnything(fragment: XmlFragment): boolean {
  return fragment
    .toArray()
    .some((child) =>
      child instanceof XmlText ? child.length > 0 : child instanceof XmlElement && (child.nodeName !== 'paragraph' || holdsAnything(child)),
    )
}
