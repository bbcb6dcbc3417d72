import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { chromium } from '@playwright/test'
import { canInstallFromDebian, installFromDebian } from './debian.ts'

// A shell without a window of its own comes first: the same engine, a fifth less time for the whole of tests/e2e.
const installedBrowsers = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

const debianPackages = ['chromium-headless-shell', 'chromium']

/** No sandbox: tests also run as root in containers. No background networking: a closed network refuses it, many times a second. */
export const browserArguments = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** @returns the path of a Chromium or Chrome on this machine: `SAMSKRIV_BROWSER` if set, an installed one, else Playwright's own */
export function findBrowser(): string | undefined {
  const asked = process.env['SAMSKRIV_BROWSER']
  return [...(asked ? [asked] : installedBrowsers), chromium.executablePath()].find((path) => existsSync(path))
}

/** Debian's where that can be done, else Playwright's own. */
export async function installBrowser(): Promise<void> {
  if (canInstallFromDebian()) for (const name of debianPackages) if (await installFromDebian(name)) return
  console.log("no browser here: trying Playwright's own")
  const cli = createRequire(import.meta.url).resolve('@playwright/test/cli')
  await once(spawn(process.execPath, [cli, 'install', 'chromium'], { stdio: ['ignore', 'inherit', 'inherit'], timeout: 180_000 }), 'close')
}
