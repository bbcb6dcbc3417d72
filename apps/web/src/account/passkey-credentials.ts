/** What the server asks the browser to make, or to use: its JSON form, as the browser itself reads it. */
export type MakeOptions = PublicKeyCredentialCreationOptionsJSON
export type UseOptions = PublicKeyCredentialRequestOptionsJSON

/** Whether this browser makes and uses passkeys from JSON, as those of the last years do. */
export function canUsePasskeys(): boolean {
  return 'PublicKeyCredential' in window && 'parseRequestOptionsFromJSON' in PublicKeyCredential
}

/** @returns what goes back to the server @throws when the person or the device stops it */
export async function makePasskey(options: MakeOptions): Promise<unknown> {
  return jsonOf(await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) }))
}

/** @returns what goes back to the server @throws when the person or the device stops it */
export async function askForPasskey(options: UseOptions): Promise<unknown> {
  return jsonOf(await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) }))
}

function jsonOf(credential: Credential | null): unknown {
  if (!(credential instanceof PublicKeyCredential)) throw new Error('no-passkey')
  return credential.toJSON()
}
