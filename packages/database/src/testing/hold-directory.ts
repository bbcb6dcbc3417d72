import { openDatabase } from '../data-directory.ts'
import { someIds } from './some-ids.ts'

// A process of its own that holds a data directory until it is killed.
const dir = process.argv[2]
if (dir === undefined) throw new TypeError('name a directory')
openDatabase({ dir, clock: Date.now, newId: someIds() })
process.stdout.write('open\n')
setInterval(() => {}, 60_000)
