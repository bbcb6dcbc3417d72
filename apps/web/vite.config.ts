import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

import { precompress } from './build/precompress.ts'

/** The server that `pnpm dev` stands in front of. */
const server = 'http://localhost:3000'
const serverPaths = [
  '/api',
  '/sign-in',
  '/sign-out',
  '/sign-out-guest',
  '/join',
  '/back',
  '/move',
  '/setup',
  '/outbox',
  // Styles, fonts and the sign of the server's own pages; the app's come from here.
  '/assets',
  '/theme',
  '/favicon.ico',
  '/healthz',
  '/readyz',
]

export default defineConfig({
  base: '/',
  plugins: [react(), precompress()],
  build: {
    manifest: true,
    target: 'es2022',
    // Everything inlined would need `data:` in the Content-Security-Policy.
    assetsInlineLimit: 0,
    // What a page may weigh is held by size-limit, gzipped.
    chunkSizeWarningLimit: 700,
    rollupOptions: {
      input: ['src/main.tsx', 'src/account/passkey-sign-in.ts'],
      output: {
        // One file per language, by name, so that the size of a page can be told.
        chunkFileNames: ({ facadeModuleId }) => {
          const language = facadeModuleId?.match(/i18n\/src\/(\w+)\/web-catalogue/)?.[1]
          return `assets/${language ? `catalogue-${language}` : '[name]'}-[hash].js`
        },
      },
    },
  },
  server: {
    port: 5173,
    strictPort: true,
    proxy: {
      '/sync': { target: server, ws: true },
      ...Object.fromEntries(serverPaths.map((path) => [path, { target: server }])),
    },
  },
})
