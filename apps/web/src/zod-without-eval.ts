import { z } from 'zod'

// Zod would try, for every schema, whether it may compile its checks, and the Content-Security-Policy forbids and reports that.
// Schemas ask when they are made, so this stands before everything that makes one.
z.config({ jitless: true })
