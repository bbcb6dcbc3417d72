import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'

/** @returns whether Debian's packages can be installed here: apt is there and we are root */
export function canInstallFromDebian(): boolean {
  return process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
}

/** A new machine has no package lists yet, and an old list may name packages that are gone. */
export async function refreshPackageLists(): Promise<void> {
  await aptGet('update')
}

/** Services that the package brings are not started (`RUNLEVEL=1`). @returns whether apt says that it is installed now */
export async function installFromDebian(name: string): Promise<boolean> {
  console.log(`installing Debian's ${name}`)
  return (await aptGet('install', '-y', '--no-install-recommends', name)) === 0
}

/** What it says is shown only when it fails: it runs beside other things. @returns the exit code */
async function aptGet(...args: string[]): Promise<number> {
  const child = spawn('apt-get', ['-qq', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' },
    timeout: 300_000,
  })
  const said: Buffer[] = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => said.push(chunk))
  const [exitCode] = (await once(child, 'close')) as [number | null]
  if (exitCode !== 0) console.error(Buffer.concat(said).toString())
  return exitCode ?? 1
}
