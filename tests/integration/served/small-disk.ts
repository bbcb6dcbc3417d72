import { execFileSync, spawnSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A data directory on a disk that can be full. */
export interface SmallDisk {
  readonly dataDir: string
  /** From now on nothing more can be written. @param pid - of the server */
  fill(pid: number): void
  /** There is room again. */
  clear(pid: number): void
  remove(): void
}

export interface DiskKind {
  readonly name: string
  readonly make: () => SmallDisk
}

/** The ways this machine has to fill a disk. A file system of our own needs root; a limit on the size of files needs Linux. */
export function smallDisks(): readonly DiskKind[] {
  const kinds: DiskKind[] = []
  if (canMount()) kinds.push({ name: 'a file system without room', make: ownFileSystem })
  if (spawnSync('prlimit', ['--version']).status === 0) kinds.push({ name: 'a quota that is used up', make: fileSizeLimit })
  return kinds
}

function canMount(): boolean {
  if (process.getuid?.() !== 0) return false
  const place = mkdtempSync(join(tmpdir(), 'samskriv-mount-'))
  const isMounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', place]).status === 0
  if (isMounted) execFileSync('umount', [place])
  rmSync(place, { recursive: true })
  return isMounted
}

function ownFileSystem(): SmallDisk {
  const place = mkdtempSync(join(tmpdir(), 'samskriv-disk-'))
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=48m,mode=700', 'tmpfs', place])
  const filler = join(place, 'filler')
  return {
    dataDir: join(place, 'data'),
    fill: () => {
      const file = openSync(filler, 'w')
      try {
        for (const size of [1 << 20, 1 << 12]) writeUntilFull(file, size)
      } finally {
        closeSync(file)
      }
    },
    clear: () => rmSync(filler, { force: true }),
    remove: () => {
      execFileSync('umount', ['--lazy', place])
      rmSync(place, { recursive: true, force: true })
    },
  }
}

function writeUntilFull(file: number, size: number): void {
  const chunk = new Uint8Array(size)
  try {
    for (;;) if (writeSync(file, chunk) < size) return
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error
  }
}

function fileSizeLimit(): SmallDisk {
  const place = mkdtempSync(join(tmpdir(), 'samskriv-quota-'))
  const dataDir = join(place, 'data')
  const limit = (pid: number, bytes: number | 'unlimited') => execFileSync('prlimit', ['--pid', String(pid), `--fsize=${bytes}:unlimited`])
  return {
    dataDir,
    // No file may grow beyond what the write-ahead log holds already.
    fill: (pid) => limit(pid, statSync(join(dataDir, 'samskriv.sqlite-wal')).size),
    // The next process begins without a limit.
    clear: (pid) => isRunning(pid) && limit(pid, 'unlimited'),
    remove: () => rmSync(place, { recursive: true, force: true }),
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
