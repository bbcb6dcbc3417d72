/** One folder of the house. `all` is every other package but the named ones. */
export interface Layer {
  /** From the top of the repository. */
  readonly folder: string
  /** Names without `@samskriv/`. */
  readonly mayImport: readonly string[]
  /** Of these only types may be imported: they vanish when the program runs. */
  readonly typesOnly?: readonly string[]
}

/** Who may import whom. Imports point down only: a package may name those above it in this list, never itself or those below. */
export const layers: Readonly<Record<string, Layer>> = {
  domain: { folder: 'packages/domain', mayImport: [] },
  theme: { folder: 'packages/theme', mayImport: [] },
  i18n: { folder: 'packages/i18n', mayImport: ['domain'] },
  document: { folder: 'packages/document', mayImport: ['domain'] },
  protocol: { folder: 'packages/protocol', mayImport: ['domain'] },
  attribution: { folder: 'packages/attribution', mayImport: ['domain', 'document'] },
  'sync-client': { folder: 'packages/sync-client', mayImport: ['domain', 'protocol'] },
  'sync-server': { folder: 'packages/sync-server', mayImport: ['domain', 'document', 'attribution', 'protocol'] },
  database: { folder: 'packages/database', mayImport: ['domain', 'sync-server', 'attribution'], typesOnly: ['attribution'] },
  export: { folder: 'packages/export', mayImport: ['domain', 'document', 'protocol', 'attribution', 'i18n', 'theme'] },
  import: { folder: 'packages/import', mayImport: ['domain', 'document', 'protocol'] },
  server: {
    folder: 'apps/server',
    mayImport: ['domain', 'theme', 'i18n', 'document', 'protocol', 'attribution', 'sync-server', 'database', 'export', 'import'],
  },
  web: { folder: 'apps/web', mayImport: ['domain', 'theme', 'i18n', 'document', 'protocol', 'attribution', 'sync-client'] },
}

/** The only product file that may read the environment. */
export const environmentReader = 'apps/server/src/env.ts'

/** Names that say nothing about what is in the file. */
export const namelessFiles = ['utils', 'util', 'helpers', 'helper', 'common', 'shared', 'misc', 'manager', 'stuff']
