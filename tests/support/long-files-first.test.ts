import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { longFiles } from './long-files-first.ts'
import { repositoryRoot } from './repository-root.ts'

test.each(longFiles)('%s, which is begun early because it takes long, is there', (name) => {
  expect(existsSync(join(repositoryRoot, name))).toBe(true)
})
