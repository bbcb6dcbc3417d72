import { type ComponentType, lazy, type LazyExoticComponent, type ReactNode } from 'react'

import { useSay } from '../shell/use-say.ts'

/**
 * A part of a page that is fetched when it is first shown. Without a network the page goes on, and what can't be fetched says so in its
 * place until the page is loaded again.
 *
 * @param instead - for one that shows nothing of itself
 */
export function lazyPart<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  instead: () => ReactNode = Unreachable,
): LazyExoticComponent<ComponentType<Props>> {
  return lazy(async () => ({ default: await load().catch((): ComponentType<Props> => instead) }))
}

function Unreachable() {
  const say = useSay()
  return <p role="alert">{say('problem.offline')}</p>
}
