/** Raised with every change of PROTOCOL.md's tables, of a frame or of an HTTP body; `versions.json` remembers what each one meant. */
export const protocolVersion = 10
