import { createContext, type ReactNode, useCallback, useContext, useState } from 'react'

const Announce = createContext<(text: string) => void>(() => {})

/** The page's one polite live region. What must be read also stands on the page; this only says it aloud. */
export function Announcer({ children }: { readonly children: ReactNode }) {
  const [said, setSaid] = useState({ text: '', turn: 0 })
  const announce = useCallback((text: string) => setSaid(({ turn }) => ({ text, turn: turn + 1 })), [])
  return (
    <Announce value={announce}>
      {children}
      <div className="visually-hidden" role="status" aria-live="polite">
        {/* A new element each time: the same words twice are said twice. */}
        <span key={said.turn}>{said.text}</span>
      </div>
    </Announce>
  )
}

export function useAnnounce(): (text: string) => void {
  return useContext(Announce)
}
