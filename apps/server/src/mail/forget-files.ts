import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { StudyId } from '@samskriv/domain'
import PostalMime from 'postal-mime'

/** Removes the files of mails that were written before a moment, UTC milliseconds, and what a crash left of one. */
export async function forgetOldMailFiles(directory: string, before: number): Promise<void> {
  for (const name of await namesIn(directory)) {
    const [, writtenAt] = /^(\d{15})-[\w-]+\.eml(?:\.partial)?$/.exec(name) ?? []
    if (writtenAt !== undefined && Number(writtenAt) < before) await rm(join(directory, name), { force: true })
  }
}

/** Removes the files of mails that lead to any of these studies: they hold its title, and who was asked into it. */
export async function forgetMailFilesAbout(directory: string, studies: readonly StudyId[]): Promise<void> {
  if (studies.length === 0) return
  for (const name of await namesIn(directory)) {
    if (!name.endsWith('.eml')) continue
    const file = join(directory, name)
    const { text = '' } = await PostalMime.parse(await readFile(file))
    if (studies.some((study) => text.includes(`/studies/${study}`))) await rm(file, { force: true })
  }
}

async function namesIn(directory: string): Promise<string[]> {
  try {
    return await readdir(directory)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  }
}
