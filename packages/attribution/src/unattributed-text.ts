/** Text whose client was never bound to a voice. It cannot happen behind the gate, so the document in memory is not to be trusted. */
export class UnattributedText extends Error {
  readonly code = 'unattributed-text'
  readonly client: number

  constructor(client: number) {
    super(`client ${client} is bound to no voice: bind it before its first struct is applied`)
    this.name = 'UnattributedText'
    this.client = client
  }
}
