import { useEffect } from 'react'

import { useSay } from './use-say.ts'

/** The window's title: the page first, then the product. With an error on the page it begins with “Error:”. */
export function usePageTitle(title: string, hasError = false): void {
  const say = useSay()
  useEffect(() => {
    const page = hasError ? say('error.titlePrefix', { title }) : title
    document.title = `${page} – ${say('product.name')}`
  }, [title, hasError, say])
}
