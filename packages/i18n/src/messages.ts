import type { vocabulary } from './en/vocabulary.ts'
import type { problems } from './en/problems.ts'
import type { about } from './en/about.ts'
import type { account } from './en/account.ts'
import type { answers } from './en/answers.ts'
import type { app } from './en/app.ts'
import type { askedFor } from './en/asked-for.ts'
import type { askedProblems } from './en/asked-problems.ts'
import type { atOnce } from './en/at-once.ts'
import type { audit } from './en/audit.ts'
import type { pages } from './en/pages.ts'
import type { partnership } from './en/partnership.ts'
import type { pictures } from './en/pictures.ts'
import type { commenting } from './en/commenting.ts'
import type { firstRun } from './en/first-run.ts'
import type { goBack } from './en/go-back.ts'
import type { guests } from './en/guests.ts'
import type { haveYourSay } from './en/have-your-say.ts'
import type { imports } from './en/imports.ts'
import type { inText } from './en/in-text.ts'
import type { mail } from './en/mail.ts'
import type { downloading } from './en/downloading.ts'
import type { exported } from './en/export.ts'
import type { verification } from './en/verification.ts'
import type { scribing } from './en/scribing.ts'
import type { notices } from './en/notices.ts'
import type { offline } from './en/offline.ts'
import type { settings } from './en/settings.ts'
import type { sharing } from './en/sharing.ts'
import type { sideBySide } from './en/side-by-side.ts'
import type { softening } from './en/softening.ts'
import type { suggestions } from './en/suggestions.ts'
import type { threads } from './en/threads.ts'
import type { voices } from './en/voices.ts'
import type { writing } from './en/writing.ts'

/** A catalogue in another language: the keys of the English one, no more and no fewer. */
export type Translated<English> = Readonly<Record<keyof English, string>>

type EnglishAtOnce = typeof vocabulary & typeof problems & typeof app & typeof atOnce & typeof offline
type EnglishLater = typeof askedFor &
  typeof askedProblems &
  typeof about &
  typeof account &
  typeof audit &
  typeof firstRun &
  typeof goBack &
  typeof partnership &
  typeof pictures &
  typeof scribing &
  typeof settings &
  typeof sharing &
  typeof sideBySide &
  typeof softening &
  typeof suggestions &
  typeof threads &
  typeof voices &
  typeof writing
type EnglishComments = typeof answers & typeof commenting
type EnglishWeb = EnglishAtOnce & EnglishLater & EnglishComments & typeof downloading & typeof inText & typeof imports
type English = EnglishWeb &
  typeof pages &
  typeof guests &
  typeof haveYourSay &
  typeof mail &
  typeof notices &
  typeof exported &
  typeof verification

/** All messages of one language, as i18next reads them (plural forms as `key_one`, `key_other`). */
export type Catalogue = Translated<English>
/** The messages the browser needs to show home or a study. */
export type WebCatalogue = Translated<EnglishAtOnce>
/** What is said beside the text of a study, which comes with that part of the page. */
export type CommentCatalogue = Translated<EnglishComments>
/** What is rarely chosen of a file to take away, which comes when somebody asks for it. */
export type DownloadingCatalogue = Translated<typeof downloading>
/** Putting what somebody said into the text, which comes when that is shown. */
export type InTextCatalogue = Translated<typeof inText>
/** Bringing in a document, which comes when that is shown. */
export type ImportsCatalogue = Translated<typeof imports>
/** Those of dialogs, notices and other pages, which come right after. */
export type LaterCatalogue = Translated<EnglishLater>

type Base<Key> = Key extends `${infer Name}_one` | `${infer Name}_other` ? Name : Key

/** A key as it is asked for: plural messages without their ending. */
export type MessageKey = Base<keyof English> & string
export type WebMessageKey = Base<keyof EnglishWeb> & string

type TextOf<Key extends string> = Key extends keyof English
  ? English[Key]
  : `${Key}_other` extends keyof English
    ? English[`${Key}_other`]
    : never
type NameIn<Placeholder extends string> = Placeholder extends `${infer Name},${string}` ? Name : Placeholder
type NamesIn<Text extends string> = Text extends `${string}{{${infer First}}}${infer Rest}` ? NameIn<First> | NamesIn<Rest> : never
type CountOf<Key extends string> = `${Key}_other` extends keyof English ? 'count' : never

/** The values a message needs, read from its English text: `{ name: … }` for `Added by {{name}}`. */
export type MessageValues<Key extends string> = {
  readonly [Name in NamesIn<TextOf<Key>> | CountOf<Key>]: Name extends 'count' ? number : string | number
}

/** The arguments after the key: none for a message without values. */
export type ValueArguments<Key extends string> = keyof MessageValues<Key> extends never ? [] : [values: MessageValues<Key>]

/** Looks a message up in one language. A wrong key or a missing value is a type error. */
export type Translate = <Key extends MessageKey>(key: Key, ...values: ValueArguments<Key>) => string
