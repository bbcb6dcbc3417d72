/** A study that is open on this page, as far as leaving is concerned. */
export interface OpenStudy {
  readonly hasUnsent: boolean
  readonly stop: () => Promise<void>
}

const open = new Set<OpenStudy>()

/** @returns a function to call when the study is no longer open */
export function noteOpen(study: OpenStudy): () => void {
  open.add(study)
  return () => open.delete(study)
}

/** Ends all connections, so that nothing of a person who signs out is written afterwards. */
export async function stopOpenStudies(): Promise<void> {
  await Promise.all([...open].map(async (study) => study.stop()))
}
