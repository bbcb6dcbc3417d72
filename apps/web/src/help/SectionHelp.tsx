import type { TemplateSectionView } from '@samskriv/protocol/http'

import { useLanguage, useSay } from '../shell/use-say.ts'
import { useLoadedDialog } from '../ui/use-loaded-dialog.ts'

const loadReasons = async () => import('./WhyWeAsk.tsx').then(({ WhyWeAsk }) => WhyWeAsk)

/** Folded away under a section's questions: why they are asked. The reasons are fetched when somebody wants to know; advice is there at once. */
export function SectionHelp({ section }: { readonly section: TemplateSectionView }) {
  const say = useSay()
  const help = section.help[useLanguage()]
  const { Dialog: WhyWeAsk, open } = useLoadedDialog(loadReasons)
  if (help === '') return null
  return (
    <details className="section-help" onToggle={open}>
      <summary>{say('why.title')}</summary>
      {WhyWeAsk ? <WhyWeAsk section={section} /> : <p>{help}</p>}
      <p className="soft small">{say('section.wordGuide', section.wordGuide)}</p>
    </details>
  )
}
