export type { DeletedRun, Override, Voice } from './voice.ts'
