export { lightColours } from './tokens.ts'
export { baseCss, documentCss, pagesCss, sayCss, standaloneCss, tokensCss } from './stylesheets.ts'
export { iconSvg, touchIconPng } from './icon.ts'
export { fontFiles, fontsCss, type FontFile } from './fonts.ts'
