import { useOpenCopy } from '../study-context.ts'
import { useObserved } from '../use-observed.ts'

/** Says for whom one writes, as long as it is for somebody else. */
export function ScribingPlace() {
  const sitting = useObserved(useOpenCopy().scribing.sitting)
  return sitting && <sitting.Bar />
}
