#!/bin/sh
# Makes from the sources in this folder what an image or a server needs to run, and nothing more:
#   sh infra/build-image.sh TARGET [--without-node]
# --without-node leaves Node itself out, where the image brings its own.
# Packages stay folders linked by pnpm: Node runs our TypeScript, but not below node_modules.
set -eu
target=$1
pnpm="npx --yes pnpm@12.21.0"
mkdir -p "$target"

$pnpm install --frozen-lockfile
$pnpm run build

# The lockfile speaks of every package, so every package.json comes along for the second install.
manifests() { find . \( -name node_modules -o -name dist -o -name .git -o -name data -o -name artifacts \) -prune -o -name package.json -print; }
manifests | while read -r manifest; do
  mkdir -p "$target/$(dirname "$manifest")"
  cp "$manifest" "$target/$manifest"
done
cp pnpm-workspace.yaml pnpm-lock.yaml LICENSE "$target/"
[ ! -f .npmrc ] || cp .npmrc "$target/"
mkdir -p "$target/infra"
cp -R infra/patches infra/before-install.mjs infra/healthcheck.mjs "$target/infra/"

# The server's sources and those of its packages, without tests.
(find apps/server packages \( -name node_modules -o -name dist \) -prune -o -type f ! -name '*.test.ts' ! -name '*.contract.ts' -print) | while read -r file; do
  mkdir -p "$target/$(dirname "$file")"
  cp "$file" "$target/$file"
done
cp -R apps/web/dist "$target/apps/web/dist"

cd "$target"
$pnpm install --frozen-lockfile --prod --filter '@samskriv/server...'
rm -rf tests
# Not by pnpm's --no-optional: what draws pictures and sets pages is optional too, as each machine needs another part of it. esbuild is for
# those who change the database.
rm -rf node_modules/.pnpm/@esbuild+*
[ "${2:-}" != --without-node ] || rm -rf node_modules/node-linux-* node_modules/.pnpm/node-linux-* node_modules/.bin/node

# A family of fonts comes in all its weights; a PDF is written in a few.
find node_modules/.pnpm/@expo-google-fonts+* node_modules/.pnpm/@embedpdf+* -type f \( -name '*.ttf' -o -name '*.otf' -o -name '*.png' \) | while read -r font; do
  grep -q "/$(basename "$font")'" packages/export/src/pdf/fonts.ts || rm "$font"
done
