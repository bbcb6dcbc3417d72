export { disclosureVersion } from './disclosure-version.ts'
export type { Catalogue, MessageKey, MessageValues, Translate, ValueArguments, WebCatalogue, WebMessageKey } from './messages.ts'
export { catalogues, translator } from './translator.ts'
export { formatDate, formatDateTime, formatNumber, localeOf } from './format.ts'
