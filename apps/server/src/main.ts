import { commentChoices, exportDocuments, exportFormats, languages } from '@samskriv/domain'
import { Command, InvalidArgumentError, Option } from 'commander'
import type { ExportFlags } from './cli/export-study.ts'
import { readConfig, WrongEnvironment, type Config, type Settings } from './env.ts'
import { importQuickly } from './quick-imports.ts'

importQuickly()

/**
 * The command line. Flags are the variables of the environment under another name, and win over them. Each command loads what it
 * needs after its configuration was found right, so that a wrong one is answered at once.
 */
const program = new Command('samskriv')
  .description('Write case studies together')
  .option('--port <number>', 'PORT')
  .option('--host <address>', 'HOST')
  .option('--public-url <url>', 'PUBLIC_URL')
  .option('--data-dir <directory>', 'DATA_DIR')
  .option('--log-level <level>', 'LOG_LEVEL')
  .showHelpAfterError()

program
  .command('serve', { isDefault: true })
  .description('run the server')
  .action(() => withConfig(async (config) => (await import('./cli/serve.ts')).serve(config)))

program
  .command('migrate')
  .description('bring the database to this version; the server does it too when it starts')
  .action(() => withConfig(async (config) => (await import('./cli/migrate.ts')).migrate(config)))

program
  .command('backup <file>')
  .description('copy the database to a new file, also while the server runs')
  .option('--with-secrets', 'also copy what sessions are signed with, to <file>.secrets')
  .action((file: string, options: { withSecrets?: boolean }) =>
    withConfig(async (config) => (await import('./cli/backup.ts')).backup(config, file, options.withSecrets === true)),
  )

program
  .command('restore <file>')
  .description('make a data directory from a backup; it must be empty')
  .action((file: string) => withConfig(async (config) => (await import('./cli/backup.ts')).restore(config, file)))

program
  .command('verify [study]')
  .description('check that nothing of a case study was changed or lost, also while the server runs')
  .option('--all', 'every case study')
  .option('--json', 'as JSON, with the public keys that sealed segments are signed with')
  .action((study: string | undefined, options: { all?: boolean; json?: boolean }) =>
    withConfig(async (config) => {
      const wanted = { study: options.all === true ? null : (study ?? ''), asJson: options.json === true }
      if (!(await (await import('./cli/verify.ts')).verify(config, wanted))) process.exitCode = 1
    }),
  )

program
  .command('import <file>')
  .description('make a case study from an exported JSON file; stop the server first')
  .option('--example', 'readable by everyone who signs in, writable by nobody')
  .action((file: string, options: { example?: boolean }) =>
    withConfig(async (config) => (await import('./cli/import-study.ts')).importStudyFile(config, file, options.example === true)),
  )

program
  .command('export <study>')
  .description('write a case study to a file, also while the server runs')
  .addOption(new Option('--format <format>', 'kind of file').choices(exportFormats).default('html'))
  .addOption(new Option('--comments <which>', 'of those that may leave the writing group').choices(commentChoices).default('none'))
  .addOption(new Option('--document <which>', 'all of it, or a summary').choices(exportDocuments).default('full'))
  .option('--sections <keys>', 'some sections, with commas between them; JSON always holds all')
  .option('--no-voices', 'without who said what in the text')
  .option('--questions', 'with what the template asks in each section')
  .option('--large-print', 'in letters of 18 points and more')
  .addOption(new Option('--language <code>', 'of the words around the text; that of the study unless said').choices(languages))
  .requiredOption('-o, --output <file>', 'where to')
  .option('--manifest <file>', 'where a signed statement of what the file is goes: at /verify both together are checked')
  .action((study: string, flags: ExportFlags) =>
    withConfig(async (config) => (await import('./cli/export-study.ts')).exportStudy(config, study, flags)),
  )

program
  .command('steward <email>')
  .description('make somebody a steward of the installation; stop the server first')
  .action((email: string) => withConfig(async (config) => (await import('./cli/steward.ts')).steward(config, email)))

program
  .command('fixtures')
  .description('make case studies and signed-in people for load tests; only on a loopback installation')
  .requiredOption('--studies <n>', 'how many case studies', wholeNumber)
  .requiredOption('--people <m>', 'how many people in each', wholeNumber)
  .option('--same-people', 'the same people are in all of them')
  .option('--json', 'one JSON line for each case study')
  .action((options: { studies: number; people: number; samePeople?: boolean; json?: boolean }) =>
    withConfig(async (config) => (await import('./cli/fixtures.ts')).fixtures(config, options, options.json === true)),
  )

try {
  await program.parseAsync()
} catch (error) {
  // What went wrong, for the person at the keyboard; a fault of ours shows where it is.
  const known = error instanceof Error && 'code' in error
  console.error(known ? error.message : error)
  process.exit(error instanceof WrongEnvironment ? 2 : 1)
}

async function withConfig(command: (config: Config) => Promise<void> | void): Promise<void> {
  const { port, host, publicUrl, dataDir, logLevel } = program.opts<Settings>()
  await command(readConfig({ PORT: port, HOST: host, PUBLIC_URL: publicUrl, DATA_DIR: dataDir, LOG_LEVEL: logLevel }))
}

function wholeNumber(raw: string): number {
  const value = Number(raw)
  if (!/^\d{1,5}$/.test(raw) || value < 1) throw new InvalidArgumentError('must be a whole number from 1 on')
  return value
}
