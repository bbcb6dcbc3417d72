import { useSay } from '../../shell/use-say.ts'

/** Whoever took part keeps the say over their own words. The same words whether there is a study or not. */
export function WhatISaidHere({ study }: { readonly study: string }) {
  const say = useSay()
  return (
    <p>
      {say('access.said')} <a href={`/studies/${encodeURIComponent(study)}/said`}>{say('access.said.see')}</a>
    </p>
  )
}
