import { createRequire } from 'node:module'

import { z } from 'zod'

/**
 * Whether there is a Typst for this machine. It is looked for and not loaded, as what is loaded stays in memory: beside the package of its name
 * there is one for each kind of machine, and only that of this one is installed.
 */
export function canWritePdf(): boolean {
  try {
    const required = createRequire(import.meta.resolve('@myriaddreamin/typst-ts-node-compiler'))
    const { optionalDependencies } = packageJson.parse(required('./package.json'))
    return Object.keys(optionalDependencies).some((name) => isInstalled(name, required))
  } catch {
    return false
  }
}

const packageJson = z.object({ optionalDependencies: z.record(z.string(), z.string()) })

function isInstalled(name: string, required: NodeJS.Require): boolean {
  try {
    required.resolve(name)
    return true
  } catch {
    return false
  }
}
