/** What somebody has typed on a form and not sent, as their device keeps it. */
export interface KeptForm {
  readonly words: string
  readonly kind: string
  readonly audience: string
  /** The form's own: what is sent again with it is there once. */
  readonly token: string
  /** Whether it was on its way, so that it may have arrived. */
  readonly tried: boolean
  /** UTC milliseconds. */
  readonly at: number
}

const beginning = 'samskriv-say:'
/** Older ones were forgotten by whoever wrote them. */
const longestKeptMs = 30 * 24 * 60 * 60_000

/** @returns whether the device has taken it: it may be full, or its browser keep nothing */
export function keepForm(key: string, form: KeptForm): boolean {
  try {
    localStorage.setItem(beginning + key, JSON.stringify(form))
    return true
  } catch {
    return false
  }
}

export function keptForm(key: string): KeptForm | null {
  try {
    const form: unknown = JSON.parse(localStorage.getItem(beginning + key) ?? 'null')
    return isKeptForm(form) && Date.now() - form.at < longestKeptMs ? form : null
  } catch {
    return null
  }
}

export function forgetForm(key: string): void {
  try {
    localStorage.removeItem(beginning + key)
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}

/** Everybody's words, of all forms that are kept here. */
export function keptWords(): readonly string[] {
  try {
    return Object.keys(localStorage).flatMap((key) =>
      key.startsWith(beginning) ? (keptForm(key.slice(beginning.length))?.words ?? []) : [],
    )
  } catch {
    return []
  }
}

/** Of everybody, as when somebody signs out or wants nothing kept here. */
export function forgetForms(): void {
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(beginning)) localStorage.removeItem(key)
  } catch {
    // The same.
  }
}

function isKeptForm(form: unknown): form is KeptForm {
  if (typeof form !== 'object' || form === null) return false
  const has = (name: string, type: string): boolean => typeof Reflect.get(form, name) === type
  return ['words', 'kind', 'audience', 'token'].every((name) => has(name, 'string')) && has('tried', 'boolean') && has('at', 'number')
}
