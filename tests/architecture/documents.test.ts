import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { repositoryRoot } from '../support/repository-root.ts'
import { ruleFaults } from './rule-faults.ts'

const ofThisRepository = (path: string) => readFileSync(join(repositoryRoot, path), 'utf8')

/** Every Markdown file that is ours, from the top of the repository. */
function documents(): string[] {
  const list = ['ls-files', '--cached', '--others', '--exclude-standard', '--', '*.md']
  return execFileSync('git', list, { cwd: repositoryRoot, encoding: 'utf8' })
    .split('\n')
    .filter((path) => path !== '' && existsSync(join(repositoryRoot, path)))
}

describe('the documents', () => {
  test('lead only to files that are there', () => {
    const broken = documents().flatMap((document) =>
      Array.from(withoutCode(ofThisRepository(document)).matchAll(/\]\(([^)\s]+)\)/g), (match) => match[1] ?? '')
        .filter((target) => !/^(https?:|mailto:|#)/.test(target))
        .filter((target) => !existsSync(join(repositoryRoot, dirname(document), target.split('#')[0] ?? '')))
        .map((target) => `${document} → ${target}`),
    )
    expect(broken).toEqual([])
  })

  test('have every rule that a test is named after, and no two with one number', () => {
    expect(ruleFaults(repositoryRoot)).toEqual([])
  })

  test('of decisions are all in the list, with a date and the three parts', () => {
    const list = ofThisRepository('docs/decisions/README.md')
    const pages = readdirSync(join(repositoryRoot, 'docs/decisions')).filter((name) => name !== 'README.md')
    expect(pages.length).toBeGreaterThan(5)
    for (const page of pages) {
      expect(list).toContain(`(${page})`)
      expect(ofThisRepository(`docs/decisions/${page}`), page).toMatch(
        /^# .+\n\n\d{4}-\d\d-\d\d\n\n## Context\n[\s\S]+\n## Decision\n[\s\S]+\n## Consequences\n/,
      )
    }
  })

  test('name only package scripts that exist', () => {
    const scripts = Object.keys((JSON.parse(ofThisRepository('package.json')) as { scripts: Record<string, string> }).scripts)
    const named = ['README.md', 'CONTRIBUTING.md', 'infra/OPERATIONS.md'].flatMap((document) =>
      Array.from(ofThisRepository(document).matchAll(/`pnpm (?!install|exec|dlx|-)([\w:]+)/g), (match) => match[1] ?? ''),
    )
    expect(named.length).toBeGreaterThan(5)
    expect(named.filter((name) => !scripts.includes(name))).toEqual([])
  })
})

function withoutCode(markdown: string): string {
  return markdown.replaceAll(/```[\s\S]*?```/g, '').replaceAll(/`[^`\n]*`/g, '')
}
