/** One thing that `npm test` runs, and how its result is read. */
export interface Step {
  readonly name: string
  readonly command: readonly [program: string, ...args: string[]]
  /** Folder the command runs in, from the top of the repository. */
  readonly folder: string
  readonly result: 'exit-code' | 'vitest' | 'playwright'
  /** Ended, and counted as failed, after this long. */
  readonly limitMinutes: number
}

const check = (name: string, command: Step['command'], folder = '.'): Step => ({
  name,
  command,
  folder,
  result: 'exit-code',
  limitMinutes: 10,
})

const vitest = (name: string, projects: readonly string[], limitMinutes: number): Step => ({
  name,
  command: [
    'vitest',
    'run',
    ...projects.flatMap((project) => ['--project', project]),
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${reportOf(name)}`,
  ],
  folder: '.',
  result: 'vitest',
  limitMinutes,
})

/** In the order in which they run. `size`, `integration` and `browser` need what `build` makes. */
export const steps: readonly Step[] = [
  check('build', ['pnpm', 'run', 'build']),
  check('types', ['tsc', '-p', 'tsconfig.json']),
  check('types-web', ['tsc', '-p', 'apps/web/tsconfig.json']),
  check('lint', ['pnpm', 'run', 'lint']),
  check('format', ['oxfmt', '--check']),
  check('unused', ['knip', '--no-progress', '--treat-config-hints-as-errors']),
  check('size', ['size-limit'], 'apps/web'),
  check('layers', ['vitest', 'run', '--project', 'architecture', 'layers.test.ts']),
  vitest('unit', ['packages', 'server', 'web', 'support', 'architecture'], 20),
  vitest('integration', ['integration'], 20),
  check('image', ['node', 'infra/check-image.ts']),
  { name: 'browser', command: ['playwright', 'test'], folder: '.', result: 'playwright', limitMinutes: 40 },
]

/** `unit` holds the layer test already. */
export const allSteps: readonly string[] = steps.map((step) => step.name).filter((name) => name !== 'layers')

/** Where a test runner leaves its JSON report, from the top of the repository. */
export function reportOf(name: string): string {
  return `artifacts/reports/${name}.json`
}
