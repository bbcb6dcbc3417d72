import { chmodSync, copyFileSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { backupTo, restoreFrom } from '@samskriv/database'
import { randomBytes } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import type { Config } from '../env.ts'

/** Works beside a running server. Without the secrets everybody has to sign in again after a restore, and nothing else is lost. */
export function backup(config: Config, file: string, withSecrets: boolean): void {
  const { studies, bytes, files, lost } = backupTo(config.dataDir, file, { withSecrets })
  const secrets = join(config.dataDir, 'secrets')
  if (withSecrets && existsSync(secrets)) {
    copyFileSync(secrets, secretsBeside(file))
    chmodSync(secretsBeside(file), 0o600)
  }
  console.log(`Backed up ${studies} case studies (${bytes} bytes) to ${file}`)
  if (files > 0) console.log(`and ${files} pictures to ${file}.files`)
  warnOfLost(lost)
}

/** Into an empty data directory. */
export function restore(config: Config, file: string): void {
  const { studies, damaged, lost } = restoreFrom(file, config.dataDir, { clock: Date.now, newId: () => uuidv7(), randomBytes })
  const secrets = secretsBeside(file)
  if (existsSync(secrets)) {
    copyFileSync(secrets, join(config.dataDir, 'secrets'))
    chmodSync(join(config.dataDir, 'secrets'), 0o600)
  }
  console.log(`Restored ${studies} case studies to ${config.dataDir}`)
  warnOfLost(lost)
  for (const study of damaged)
    console.warn(`Case study ${study} does not load, as in the backup. Follow its history: samskriv verify ${study}`)
}

/** Their descriptions stand in the text, and are shown in their place. */
function warnOfLost(lost: readonly { readonly study: string; readonly hash: string }[]): void {
  for (const { study, hash } of lost) console.warn(`A picture of case study ${study} is not there, or damaged: ${hash}`)
}

function secretsBeside(file: string): string {
  return `${file}.secrets`
}
