import { resolve } from 'node:path'

// The directory, not the URL: where a test runs with a document, Vite gives modules addresses of its own.
/** The top folder of this repository, without a slash at the end. */
export const repositoryRoot: string = resolve(import.meta.dirname, '../..')
