export { baseCss, documentCss, pagesCss, standaloneCss, tokensCss } from './stylesheets.ts'
export { fontFiles, fontsCss, type FontFile } from './fonts.ts'
