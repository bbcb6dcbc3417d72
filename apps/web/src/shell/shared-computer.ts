const mark = 'samskriv-shared'

/**
 * Whether nothing may be kept on this computer. A cookie of the session, because it holds for every tab and is gone with the
 * browser; what it says is of use to nobody else.
 */
export function isSharedComputer(): boolean {
  return document.cookie.split('; ').includes(`${mark}=yes`)
}

export function setSharedComputer(isShared: boolean): void {
  const secure = window.location.protocol === 'https:' ? '; Secure' : ''
  document.cookie = `${mark}=yes; Path=/; SameSite=Strict${secure}${isShared ? '' : '; Max-Age=0'}`
}

/** Where a study that is opened keeps its copy: nowhere on a shared computer. */
export function deviceStorage(): IDBFactory | undefined {
  return isSharedComputer() ? undefined : globalThis.indexedDB
}
