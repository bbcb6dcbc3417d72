import { readFileSync } from 'node:fs'

const lookEveryMs = 100

/** What a process takes of the machine's memory, in MB; 0 where the system does not tell, or the process is gone. */
export function residentMb(pid: number | undefined): number {
  if (pid === undefined) return 0
  try {
    return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
  } catch {
    return 0
  }
}

/** @returns ends the watch */
export function watchMemory(pid: number | undefined, mostMb: number, tooMuch: () => void): () => void {
  const look = setInterval(() => {
    if (residentMb(pid) > mostMb) tooMuch()
  }, lookEveryMs).unref()
  return () => clearInterval(look)
}
