const hook = `
  import { registerHooks } from 'node:module'
  registerHooks({
    resolve(specifier, context, next) {
      if (specifier.startsWith('@myriaddreamin/')) throw new Error('Cannot find module')
      return next(specifier, context)
    },
  })`

/** For `--import`: a machine for which there is no Typst. */
export const withoutTypst = `data:text/javascript,${encodeURIComponent(hook)}`
