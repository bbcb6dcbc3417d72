/** There is no such study, or it is in the bin. */
export class UnknownStudy extends Error {
  readonly code = 'unknown-study'
  constructor() {
    super('there is no such study, or it is in the bin')
    this.name = 'UnknownStudy'
  }
}

/** The study cannot be opened for this now; the reason is for the log and for a steward. */
export class StudyUnavailable extends Error {
  readonly code: 'quarantined' | 'storage' | 'stopping' | 'reloaded'
  constructor(code: StudyUnavailable['code'], message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'StudyUnavailable'
    this.code = code
  }
}

/** The words that were pointed at stand nowhere any more, or it can't be told which are meant: they were changed meanwhile. */
export class WordsGone extends Error {
  readonly code = 'words-gone'
  constructor() {
    super('the words that were pointed at are not in the section any more')
    this.name = 'WordsGone'
  }
}

/** The study has no room for what was to be written; it is as it was. */
export class StudyFull extends Error {
  readonly code = 'full'
  constructor() {
    super('the study has reached its largest size')
    this.name = 'StudyFull'
  }
}

/** The document in memory is not to be trusted any more: it is thrown away and read again from the log. */
export class BodyBroken extends Error {
  readonly code = 'body-broken'
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'BodyBroken'
  }
}
