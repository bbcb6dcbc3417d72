export { lightColours } from './tokens.ts'
export { baseCss, documentCss, largePrintCss, onePageCss, pagesCss, sayCss, standaloneCss, tokensCss } from './stylesheets.ts'
export { iconSvg, touchIconPng } from './icon.ts'
export { fontFiles, fontsCss, type FontFile } from './fonts.ts'
