// Given to Node before it runs tests: they load what the server loads.
import { importQuickly } from '../quick-imports.ts'

importQuickly()
