import type { FileQuote } from '../file/blocks.ts'
import type { QuoteRecord } from '../records/single-records.ts'
import type { ConsentCheck } from './withheld.ts'

type QuoteBody = Omit<FileQuote, 'id' | 'quoteId' | 'type'>

/**
 * A quote as it may be shown: with its words when its consent says yes, else as a placeholder that keeps who may be asked
 * and says nothing of what was said.
 */
export function quoteBody(record: QuoteRecord | undefined, mayShow: ConsentCheck): QuoteBody {
  if (record === undefined) return { text: null }
  return isShown(record, mayShow) ? record : { ...record, text: null }
}

export function isShown(quote: { text: string | null; consentId?: string | undefined }, mayShow: ConsentCheck): boolean {
  return quote.text !== null && mayShow(quote.consentId)
}
