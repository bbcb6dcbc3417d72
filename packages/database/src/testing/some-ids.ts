/** Ids that count up. */
export function someIds(): () => string {
  let made = 0
  return () => `00000000-0000-7000-8000-${(made += 1).toString(16).padStart(12, '0')}`
}
