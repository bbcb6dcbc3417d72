import { Component, type ReactNode } from 'react'

import { useSay } from './use-say.ts'

/** A fault in the page itself. The words are in the study's own copy, not in the page, so loading it again brings them back. */
export class CrashBoundary extends Component<{ readonly children: ReactNode }, { readonly hasCrashed: boolean }> {
  override state = { hasCrashed: false }

  static getDerivedStateFromError(): { hasCrashed: boolean } {
    return { hasCrashed: true }
  }

  override render(): ReactNode {
    return this.state.hasCrashed ? <CrashPage /> : this.props.children
  }
}

function CrashPage() {
  const say = useSay()
  return (
    <main className="page">
      <h1>{say('crash.title')}</h1>
      <p>{say('crash.text')}</p>
      <p>
        <button type="button" className="button" onClick={() => window.location.reload()}>
          {say('closed.reload')}
        </button>
      </p>
    </main>
  )
}
