import type { Layout, Part } from '../layout/kinds.ts'

/** Of a section and its title, where it is another than that of the words around it. */
export function partLanguage({ section }: Pick<Part, 'section'>, { lang }: Pick<Layout, 'lang'>): { lang?: string } {
  return section === undefined || lang.split('-')[0] === section.lang ? {} : { lang: section.lang }
}
