import { reencode } from './reencode.ts'
import type { Task } from './workbench.ts'

/** One picture, in a process of its own: what a picture can do to the library that reads it ends here. */
process.once('message', (task: Task) => {
  void reencode(task).then((outcome) => {
    process.send?.(outcome, () => process.disconnect())
  })
})
