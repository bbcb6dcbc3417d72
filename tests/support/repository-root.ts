import { fileURLToPath } from 'node:url'

/** The top folder of this repository, without a slash at the end. */
export const repositoryRoot: string = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '')
