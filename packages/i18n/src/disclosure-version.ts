/**
 * Which text about who can read what one writes is shown before the first words (`disclosure.*` and what `capacity.disclosure.more`
 * opens; on the forms without an account `say.notice.*` says the same). Raised whenever those texts change in meaning; the server keeps
 * the number beside the person who was shown it.
 */
export const disclosureVersion = 1
