import { templateById } from '@samskriv/document'
import { isLanguage, type Language } from '@samskriv/domain'

import type { CaseStudyFile } from '../file/case-study-file.ts'

/** What the sections of a whole study are called and asked; a file that holds some of them still calls them so. */
export class SectionTitles {
  readonly #file: CaseStudyFile
  readonly #language: Language

  /** @param language - of what a template does not have in the language of the study */
  constructor(file: CaseStudyFile, language: Language) {
    this.#file = file
    this.#language = isLanguage(file.language) ? file.language : language
  }

  /** In the language of the study where the template has it, else of the fixed words: a title belongs to its text. */
  titleOf(key: string): string {
    return this.#own(key)?.title ?? this.#ofTemplate(key)?.title[this.#language] ?? key
  }

  /** From 1, as the whole study counts them. */
  numberOf(key: string): number {
    return this.#file.sections.findIndex(({ sectionId }) => sectionId === key) + 1
  }

  /** With its number: *5 What changed*. */
  numbered(key: string): string {
    const number = this.numberOf(key)
    return number === 0 ? this.titleOf(key) : `${number} ${this.titleOf(key)}`
  }

  /** What is asked in it, as the screen shows it: in the language of the study. */
  questionsOf(key: string): readonly string[] {
    const own = this.#own(key)
    return own === undefined ? (this.#ofTemplate(key)?.questions ?? []).map(({ text }) => text[this.#language]) : [own.question]
  }

  /** The sections of a kind that is the same across templates, in their order; the study's own have none. */
  ofRole(role: string): readonly string[] {
    return (templateById(this.#file.templateId)?.sections ?? []).filter((section) => section.role === role).map(({ id }) => id)
  }

  #own(key: string) {
    return this.#file.sections.find(({ sectionId }) => sectionId === key)?.own
  }

  #ofTemplate(key: string) {
    return templateById(this.#file.templateId)?.sections.find(({ id }) => id === key)
  }
}
