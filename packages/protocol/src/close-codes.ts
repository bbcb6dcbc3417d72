/**
 * Why the server closed a socket. y-websocket gives up for good on 4400–4499 and comes back after anything else.
 */
export const closeCodes = {
  badFrame: 4400,
  signedOut: 4401,
  removed: 4403,
  unknownStudy: 4404,
  forged: 4409,
  clientCollision: 4410,
  oldEpoch: 4412,
  oldSchema: 4426,
  tooManyRefusals: 4429,
  roleChanged: 4503,
  slowReader: 4508,
  overloaded: 4513,
  serverRestart: 1012,
} as const
export type CloseReason = keyof typeof closeCodes
export type CloseCode = (typeof closeCodes)[CloseReason]

/** Whether a client must stop instead of connecting again by itself. */
export function isTerminalClose(code: number): boolean {
  return code >= 4400 && code <= 4499
}
