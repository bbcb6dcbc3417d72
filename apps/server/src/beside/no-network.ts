import { registerHooks } from 'node:module'

// Loaded before everything else of a process that must not reach the network; Node's permissions do not cover it yet.
// TODO: remove when the pinned Node refuses the network under --permission.
const doors = new Set(['net', 'tls', 'http', 'https', 'http2', 'dgram', 'dns', 'dns/promises', 'inspector', 'cluster', 'child_process'])
registerHooks({
  resolve(specifier, context, next) {
    if (doors.has(specifier.replace(/^node:/, ''))) throw new Error(`closed: ${specifier}`)
    return next(specifier, context)
  },
})
for (const name of ['fetch', 'WebSocket', 'EventSource']) Reflect.deleteProperty(globalThis, name)
