import { sectionsOf, type Script, type Section, type Study } from '@samskriv/database'
import { templateById, withOwnSections, type Template } from '@samskriv/document'
import type { SectionKey, StudyId } from '@samskriv/domain'

/** The template of a study together with the study's own sections. */
export const templateOf = (study: Pick<Study, 'id' | 'template'>): Script<Template> =>
  function* (ctx) {
    return templateWith(study, yield* sectionsOf(study.id)(ctx))
  }

/** @param sections - all of the study's */
export function templateWith({ template: id }: Pick<Study, 'template'>, sections: readonly Section[]): Template {
  const template = templateById(id)
  if (template === undefined) throw new Error('study-template-unknown')
  return withOwnSections(
    template,
    sections.flatMap(({ key, own }) => (own === null ? [] : [{ key, ...own }])),
  )
}

/** Of the template and the study's own, in order. */
export const sectionKeysOf = (study: StudyId): Script<SectionKey[]> =>
  function* (ctx) {
    return (yield* sectionsOf(study)(ctx)).map(({ key }) => key)
  }
