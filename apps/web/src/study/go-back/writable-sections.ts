import type { StudyView, TemplateSectionView } from '@samskriv/protocol/http'

/** Where one may write now, and so go back, in the order of the study. */
export function writableSections({ sections, template }: StudyView): readonly TemplateSectionView[] {
  const writable = new Set(sections.filter(({ canWrite }) => canWrite).map(({ key }) => key))
  return template.sections.filter(({ id }) => writable.has(id))
}
