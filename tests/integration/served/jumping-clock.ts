// Loaded into a server before anything else (`node --import`): its clock is wrong by as much as a file says, and jumps on SIGUSR2.
import { readFileSync } from 'node:fs'

const RealDate = Date
const realNow = Date.now
let aheadMs = 0

class JumpingDate extends RealDate {
  constructor(...given: readonly unknown[]) {
    // What a date can be made from is the real one's business.
    super(...((given.length === 0 ? [realNow() + aheadMs] : given) as [number]))
  }

  static override now(): number {
    return realNow() + aheadMs
  }
}

function readClock(): void {
  aheadMs = Number(readFileSync(process.env['CLOCK_AHEAD_FILE'] ?? '', 'utf8'))
  console.log(`clock ahead by ${aheadMs} ms`)
}

readClock()
Object.assign(globalThis, { Date: JumpingDate })
process.on('SIGUSR2', readClock)
