import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

/**
 * Installs one Debian package when this machine allows it: apt is there and we are root.
 * Services that the package brings are not started (`RUNLEVEL=1`).
 *
 * @returns whether apt says that the package is installed now; false without trying where it can't be done
 */
export function installFromDebian(name: string): boolean {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false
  console.log(`installing Debian's ${name}`)
  const options = {
    stdio: ['ignore', 'inherit', 'inherit'] as ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' },
    timeout: 300_000,
  }
  // A new machine has no package lists yet, and an old list may name packages that are gone.
  spawnSync('apt-get', ['update', '-qq'], options)
  return spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', name], options).status === 0
}
