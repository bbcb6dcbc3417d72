/**
 * react-aria adds a style element with this id unless the page has one, and the Content-Security-Policy forbids that. Its rule is
 * in shell/shell.css, and this stands where it looks.
 */
export function standInForPressableStyle(): void {
  const mark = document.createElement('meta')
  mark.id = 'react-aria-pressable-style'
  document.head.append(mark)
}
