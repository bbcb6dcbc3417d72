import { type ReactNode, useEffect, useRef } from 'react'

interface DisclosureProps {
  readonly label: ReactNode
  readonly className?: string
  readonly children: ReactNode
}

/** A button that shows and hides what follows it. Escape, or a click elsewhere, hides it again. */
export function Disclosure({ label, className, children }: DisclosureProps) {
  const details = useRef<HTMLDetailsElement>(null)
  useEffect(() => {
    const close = (event: Event): void => {
      const element = details.current
      if (!element?.open) return
      if (event instanceof KeyboardEvent) {
        if (event.key !== 'Escape') return
        element.open = false
        element.querySelector('summary')?.focus()
      } else if (event.target instanceof Node && !element.contains(event.target)) element.open = false
    }
    document.addEventListener('keydown', close)
    document.addEventListener('pointerdown', close)
    return () => {
      document.removeEventListener('keydown', close)
      document.removeEventListener('pointerdown', close)
    }
  }, [])
  return (
    <details ref={details} className={['disclosure', className].filter(Boolean).join(' ')}>
      <summary>
        <span className="disclosure-label">{label}</span>
      </summary>
      <div className="disclosure-content">{children}</div>
    </details>
  )
}
