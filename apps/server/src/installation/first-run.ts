import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { hasSteward, listExamples, type Script } from '@samskriv/database'
import type { House } from '../composition.ts'
import { importFile } from './import-plan.ts'
import { ensurePartnership, newSetupLink } from './setup-link.ts'

/**
 * Makes an empty installation ready: a partnership, the example to read, and a link for its first steward.
 * @returns the link; null when there is a steward
 */
export async function prepareInstallation(house: House): Promise<string | null> {
  const { config, database, log } = house
  const { store } = database
  const isEmpty = await store.read(nobodyAndNothing)
  await store.tx(ensurePartnership())
  if (isEmpty) {
    const sample = readFileSync(fileURLToPath(import.meta.resolve('@samskriv/export/sample-study.json')), 'utf8')
    const study = await importFile(sample, { ...house, store, example: true, stewards: [] })
    log.info('example installed', { study })
  }
  return await store.tx(newSetupLink(config.publicUrls[0]))
}

const nobodyAndNothing: Script<boolean> = function* (ctx) {
  return !(yield* hasSteward()(ctx)) && (yield* listExamples()(ctx)).length === 0
}
