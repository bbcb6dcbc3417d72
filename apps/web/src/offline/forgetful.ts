import { deviceStorage } from '../shell/shared-computer.ts'

let isRefused = false

/** Whether this browser has refused to keep anything: in a private window, on a full disk, on a shared computer. */
export function isForgetful(): boolean {
  return isRefused || deviceStorage() === undefined
}

export function noteForgetful(isSo: boolean): void {
  isRefused = isSo
}
