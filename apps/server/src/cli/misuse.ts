/** What the person at the keyboard can put right: they are told in words, without where in the program it was noticed. */
export class Misuse extends Error {
  readonly code = 'misuse'
  constructor(message: string) {
    super(message)
    this.name = 'Misuse'
  }
}
