import { existsSync } from 'node:fs'
import { findBrowser, installBrowser } from './browser.ts'
import { canInstallFromDebian, installFromDebian, refreshPackageLists } from './debian.ts'

/** What tests need of others besides a browser, to read our files back and to stand in front of us: where it is, and in which of Debian's packages. */
const programs = {
  pdftotext: { package: 'poppler-utils', places: ['/usr/bin/pdftotext', '/usr/local/bin/pdftotext', '/opt/homebrew/bin/pdftotext'] },
  pdftoppm: { package: 'poppler-utils', places: ['/usr/bin/pdftoppm', '/usr/local/bin/pdftoppm', '/opt/homebrew/bin/pdftoppm'] },
  nginx: { package: 'nginx-light', places: ['/usr/sbin/nginx', '/usr/local/bin/nginx', '/opt/homebrew/bin/nginx'] },
  soffice: {
    package: 'libreoffice-writer-nogui',
    places: ['/usr/bin/soffice', '/usr/local/bin/soffice', '/Applications/LibreOffice.app/Contents/MacOS/soffice'],
  },
  epubcheck: { package: 'epubcheck', places: ['/usr/bin/epubcheck', '/usr/local/bin/epubcheck', '/opt/homebrew/bin/epubcheck'] },
} as const satisfies Record<string, { readonly package: string; readonly places: readonly string[] }>

export type Program = keyof typeof programs

/** @returns the path of the program; undefined when it isn't in one of its places, and `npm test` could not install it */
export function findProgram(name: Program): string | undefined {
  return programs[name].places.find((path) => existsSync(path))
}

/** Installs what this machine doesn't have yet, one after the other. What can't be had is missed where it is needed. */
export async function installMissingPrograms(): Promise<void> {
  const missing = Object.values(programs).filter(({ places }) => !places.some((path) => existsSync(path)))
  const packages = new Set(missing.map((program) => program.package))
  const hasBrowser = findBrowser() !== undefined
  if (packages.size === 0 && hasBrowser) return
  const isDebian = canInstallFromDebian()
  if (isDebian) await refreshPackageLists()
  if (!hasBrowser) await installBrowser()
  if (isDebian) for (const name of packages) await installFromDebian(name)
}
