import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'

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
  '/shell',
  '/look',
  '^/studies/[^/]+/(say|said|sent)',
  '/healthz',
  '/readyz',
]

export default defineConfig({
  base: '/',
  plugins: [
    react(),
    precompress(),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src/offline',
      filename: 'service-worker.ts',
      // The page registers it itself, and has no manifest: nothing is put into pages that the server renders.
      injectRegister: false,
      manifest: false,
      injectManifest: {
        // Fonts of other scripts come when a page asks for them.
        globPatterns: ['assets/*.{js,css}', 'assets/source-*-latin-*-normal*.woff2'],
        // Their names change with what is in them.
        dontCacheBustURLsMatching: /^assets\//,
      },
    }),
  ],
  build: {
    manifest: true,
    target: 'es2022',
    // Everything inlined would need `data:` in the Content-Security-Policy.
    assetsInlineLimit: 0,
    // What a page may weigh is held by size-limit, gzipped.
    chunkSizeWarningLimit: 700,
    rollupOptions: {
      input: ['src/main.tsx', 'src/account/passkey-sign-in.ts', 'src/account/left-on-device.ts', 'src/have-your-say/have-your-say.ts'],
      output: {
        // The editor's library in one file: cut up by which dialog needs what of it, it is a kilobyte heavier.
        codeSplitting: { groups: [{ name: 'editor', test: /node_modules[\\/]\.pnpm[\\/](?:prosemirror|@tiptap\+core)/ }] },
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
