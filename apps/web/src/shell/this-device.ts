/** Where this browser keeps words of a person. */
export function thisDevice(person: string): { origin: string; person: string; storage: IDBFactory | undefined } {
  return { origin: window.location.origin, person, storage: globalThis.indexedDB }
}
