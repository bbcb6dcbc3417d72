/** What somebody wrote into the one box for a person: a name, an address, or both in any order. */
export interface NameAndEmail {
  readonly name: string
  /** Null when there is nothing that could be an address. */
  readonly email: string | null
}

/** Takes “Amina Yusuf amina@example.org”, “Amina <amina@example.org>”, the address alone, and the name alone. */
export function nameAndEmail(written: string): NameAndEmail {
  const words = written.trim().split(/\s+/).filter(Boolean)
  const address = words.find((word) => word.includes('@'))
  const name = words.filter((word) => word !== address).join(' ')
  return { name: name.replace(/[,;]$/, '').trim(), email: address === undefined ? null : address.replaceAll(/[<>,;]/g, '') }
}
